"""The words that made-up records are put together from. None of them is about a true group."""

# Names without a place: a first word, who it is about, and a last word.
FIRST_WORDS = """
    Acorn Amber Anchor Apricot Arrow Beacon Bluebell Bramble Bridge Bright Candle Canvas Castle
    Cedar Chestnut Clover Comet Compass Copper Coral Daisy Dragonfly Ember Falcon Feather Fern
    Firefly Forest Fountain Foxglove Garden Ginger Granite Harbour Harvest Hazel Heather Heron Hill
    Hollyhock Horizon Indigo Ivy Juniper Keystone Kestrel Kite Lantern Lark Lavender Lighthouse
    Linden Magpie Maple Marigold Market Meadow Mill Mosaic Nettle Oak Orchard Otter Paper Pebble
    Pepper Pilgrim Pine Poppy Prism Quilt Rainbow Raven Ribbon River Robin Rowan Saffron Sail
    Sandpiper Seashell Signal Silver Skylark Snowdrop Sparrow Spindle Starling Station Stepping
    Sunflower Swallow Teasel Thimble Thistle Tower Umbrella Valley Velvet Violet Walnut Wildflower
    Willow Windmill Wren Yarrow Zephyr
""".split()
SUBJECTS = [
    "Access", "Advocacy", "Amputee", "Autism", "Blind", "Carers", "Coeliac", "Deaf", "Dementia",
    "Diabetes", "Disability", "Dystonia", "Epilepsy", "Fibromyalgia", "Housing", "ME", "Memory",
    "Migraine", "Neurodiversity", "Parent Carer", "Pensioners", "Recovery", "Refugee", "Roma",
    "Self-Advocacy", "Sight Loss", "Stammering", "Stroke", "Survivors", "User", "Wheelchair",
]  # fmt: skip
LAST_WORDS = """
    Action Alliance Allies Assembly Association Circle Club Coalition Collective Company Council
    Connections Forum Friends Group Makers Movement Neighbours Network Panel Partnership Pathways
    People Project Social Speakers Support Together Union Voice Voices
""".split()

# What a group does, in the words of a summary. They follow "They", or "who".
DOINGS = [
    "meet each week over tea and cake",
    "meet each month in the library",
    "speak up about buses, trains and taxis",
    "train social workers and nurses",
    "visit wards and care homes and say what they saw",
    "help each other to fill in forms",
    "check how easy shops and theatres are to use",
    "write letters to councillors about cuts",
    "run a café on the high street",
    "make films about their lives",
    "answer questions by phone and by e-mail",
    "go walking on the hills and along the coast",
    "lend out equipment for a week or two",
    "ask doctors to explain things in plain words",
    "teach each other to use phones and tablets",
    "grow vegetables on an allotment",
    "put on plays and sing in a choir",
    "keep an archive of photographs and posters",
    "give advice on benefits and on debt",
    "plan services together with the hospital",
    "stand by each other in hard times",
    "write a newsletter four times a year",
    "do research on what helps and what harms",
    "go with people to appointments and meetings",
    "swim, dance and play boccia",
    "campaign for dropped kerbs and longer crossings",
    "talk to schools about bullying",
    "sew, knit and paint",
    "look after new parents in their first year",
    "hold a parliament of their own each spring",
    "read and rewrite leaflets until they are clear",
    "support people who come out of hospital",
    "organise trips to the seaside",
    "fight for a fair assessment of needs",
    "bring younger and older people together",
    "listen on a helpline in the evening",
]
# How we know who leads it.
EVIDENCE = [
    "Most of its trustees are {people}, by its own rules.",
    "Its rules say that its members choose the committee, and that members are {people}.",
    "It says that {people} run it and decide what it does.",
    "A local newspaper reports that {people} set it up and still lead it.",
    "The network that it belongs to takes only groups that {people} lead.",
    "Its annual report says that its board is made up of {people}.",
    "Its members are {people}. They vote on its plans each year.",
]
MORE_EVIDENCE = [
    "Its chair has spoken of it in public.",
    "People who do not have this experience can help, but they cannot vote.",
    "The council pays for its room and has no say in it.",
    "A charity hosts it and looks after its money.",
    "It began as a branch of a national charity and has been on its own since.",
    "Its staff are hired by the committee.",
]
# Work with public bodies, and what came of it.
WORKS = [
    "Sat on the partnership board and read all the papers for it",
    "Answered the plans for day centres with the views of {count} people",
    "Trained {count} members of staff in how to talk with people",
    "Checked {count} buildings and said what keeps people out",
    "Helped to write the strategy for the next five years",
    "Told a committee of Parliament about waiting lists",
    "Helped to choose who runs the advice service",
    "Asked {count} people about their visits to hospital and wrote a report",
    "Campaigned against the closing of a ward",
    "Made an Easy Read guide to the complaints procedure",
    "Planned the new health centre together with its architects",
    "Held a meeting where {count} people questioned those in charge",
    "Ran a service for people who wait for an assessment",
    "Spoke to {count} students of nursing and social work",
    "Tested the new website and its forms",
]
WORK_ENDINGS = [
    "",
    "",
    "It took two years, and members were paid for their time.",
    "They met online and in person.",
    "Four other groups in the region took part, too.",
    "It was the first time that anybody had asked them.",
]
CHANGES = [
    "The council says that it put {count} of the ideas into practice, and that more will follow.",
    "The group says that the ward stayed open for another {count} years because of this.",
    "The report says that waiting times went down by {count} weeks in the year after this.",
    "The minutes say that the plan was changed in {count} places after the meeting.",
]
PARTNERS = [
    "{council} Council",
    "{council} Council",
    "{council} Council",
    "Healthwatch {council}",
    "NHS {council}",
    "{council} NHS Foundation Trust",
    "University of {council}",
    "{council} Safeguarding Adults Board",
    "NHS England",
    "UK Parliament",
    "Scottish Government",
    "Department for Work and Pensions",
    "Care Quality Commission",
]
NETWORKS = [
    f"{word} Network of {kind} Groups"
    for word in ("National", "Northern", "Southern", "Young", "Island", "Rural", "City", "Open")
    for kind in ("Peer Support", "Disability", "Mental Health", "Carers", "Self-Advocacy")
]
MEETINGS = ["Drop-in", "Coffee morning", "Members' meeting", "Peer group", "Quiz night"]
ACCESS_DETAILS = [
    "at its office",
    "interpreters at meetings",
    "online meetings each month",
    "its newsletter and its rules",
    "ask a week before you come",
    "at its yearly conference in the town hall",
]
# Pages of others about a group, by who wrote them.
PUBLISHERS = [
    "Healthwatch {council}",
    "{council} Council",
    "{council} Echo",
    "{council} Community Directory",
    "Community Foundation for {council}",
    "University of {council}",
]
HEADLINES = [
    "groups near you that {subject} members run",
    "members celebrate ten years of working together",
    "grants to community groups, list of those who were chosen",
    "notes of the meeting on health and care",
    "people who changed their town for the better",
    "report on taking part in decisions",
    "a day with the group",
    "local voices",
    "what they want from the next council",
]
OWN_PAGES = [
    ("About us", "about-us"),
    ("Who we are and what we do", "who-we-are/what-we-do"),
    ("Our trustees", "about/our-trustees"),
    ("Annual report and accounts", "wp-content/uploads/annual-report-and-accounts.pdf"),
    ("News from our members", "news/news-from-our-members"),
    ("What we have done so far", "our-work/what-we-have-done-so-far"),
    ("Come and join us", "join"),
]
