"""How plain our texts are, as far as counting can tell: by their sentences, words and syllables.

Read in this order: `aims`, `sentences` (where they end, and which words count), `grade`
(Flesch-Kincaid), `record_texts` and `texts` (all that people read here), `report` (what
`build.py words` prints).

What the grade cannot say: it counts letters that it takes for syllables, and words between full
stops. It does not know whether a word is known, whether a sentence is true, clear or kind, or
whether the next follows from it. "The cat ate the tax" has a very good grade. One long word lifts a
text of one sentence by several grades, and we cannot do without some long words: those that people
use for themselves. So it shows where to look, and nobody has to meet it. It never takes the place
of readers, with learning disabilities above all, and none of them has read these texts yet.
"""

__all__ = ["report", "texts"]
