"""First names that are common in the United Kingdom and are hardly ever an ordinary word.

The name of a group may contain one, too: so each match is a question to a person, never an error.
"""

_NAMES = """
Aaron Abdul Abigail Adam Adrian Ahmed Aisha Alan Alastair Albert Alex Alexander Alexandra Alfred
Alice Alison Amanda Amina Amy Andrea Andrew Angela Angus Anita Ann Anna Anne Annie Anthony Antony
Arthur Ashley Barbara Barry Beatrice Becky Benjamin Bernadette Bernard Bethan Betty Beverley Brenda
Brian Bridget Bruce Bryan Callum Calum Cameron Carl Carol Caroline Catherine Catriona Cerys Charles
Charlotte Cheryl Chris Christina Christine Christopher Claire Clare Colin Connor Craig Cynthia
Daniel Danielle Darren David Dawn Deborah Debbie Denise Dennis Derek Diana Diane Donald Donna
Dorothy Douglas Duncan Edward Eileen Elaine Eleanor Elizabeth Ellen Emily Emma Eric Erin Ewan Faisal
Fatima Fiona Frances Francis Frank Fraser Frederick Gareth Gary Gavin Gemma Geoffrey Geoff George
Georgina Gerald Gerard Gillian Glenn Gordon Graeme Graham Grainne Gwen Hannah Harold Harriet Harry
Hassan Hazel Heather Helen Henry Hilary Howard Hugh Iain Ian Ibrahim Imran Irene Isabel Isla Jack
Jacob Jacqueline James Jane Janet Janice Jason Jasmine Jayne Jean Jeffrey Jennifer Jenny Jeremy
Jessica Jill Joan Joanna Joanne Joe Johanna John Jonathan Jordan Joseph Josephine Joshua Joyce
Judith Julia Julian Julie June Karen Kate Katherine Kathleen Kathryn Katie Keith Kelly Kenneth Kerry
Kevin Kimberley Kirsty Kyle Laura Lauren Lawrence Leanne Lee Leonard Lesley Leslie Lewis Liam Linda
Lindsay Lisa Lorna Lorraine Louise Lucy Luke Lynda Lynn Lynne Mairi Malcolm Mandy Margaret Maria
Marie Marion Martin Martyn Mary Matthew Maureen Megan Melanie Melissa Michael Michelle Mohammad
Mohammed Moira Morag Muhammad Murray Nadia Nancy Natalie Natasha Nathan Neil Niall Nicholas Nicola
Nicole Nigel Noel Nora Norma Norman Oliver Olivia Owain Pamela Patricia Patrick Paul Paula Pauline
Peter Philip Phillip Rachel Raymond Rebecca Rhiannon Rhys Richard Robert Robin Roger Ronald Rosemary
Roy Russell Ruth Ryan Sally Samantha Samuel Sandra Sarah Scott Sean Shannon Sharon Sheila Shirley
Sian Simon Sinead Siobhan Sophie Stacey Stanley Stephanie Stephen Steven Stewart Stuart Susan
Suzanne Sylvia Teresa Terence Thelma Theresa Thomas Timothy Tracey Tracy Trevor Ursula Valerie
Vanessa Veronica Victoria Vincent Violet Vivien Walter Wendy William Winifred Yasmin Yvonne Zainab
Zoe
"""
FIRST_NAMES = frozenset(_NAMES.split())
