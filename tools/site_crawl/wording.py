"""Made-up wording of sites: what stands in menus, boxes and footers, with gaps for names."""

SECTIONS = (
    "Home News Culture Science Harbour Village Weather Sport Economy Opinion Travel Food Gardens "
    "Schools Letters Archive Markets Health Books Music Film Theatre Chess Sailing Roads Housing "
    "Energy Courts Podcasts Recipes Puzzles Notices Jobs Events Photos Maps Data"
).split()
PLACES = "Norrvik Aldersea Maltbury Tarnholm Quaywick Fenmoor Ostgate Brackwater Linden".split()
KINDS = "Gazette Courier Herald Observer Tribune Mirror Post Chronicle Lantern Ledger".split()
FIRST = "Ada Jan Eva Nils Mara Otis Lena Hugo Ines Paul Rita Sven".split()
LAST = "Stone Berg Lind Marsh Falk Winter Ojala Brandt Moreau Silva Novak Reed".split()
SERIES = "Rivers Bridges Kitchens Neighbours Lighthouses Orchards Winters Workshops".split()

# Short lines, some that every reader knows and some that only this site prints.
HEAD = (
    "Skip to content",
    "Menu",
    "Search",
    "E-paper",
    "Today's edition",
    "{place} {degrees}°C, light wind",
    "Log in",
    "The {kind} club",
    "My {kind}",
    "Voices of {place}",
    "Editor's desk",
    "{place} and beyond",
    "Front page of the day",
    "Good morning, {place}",
)
BELOW = (
    "Share this story",
    "Copy link",
    "Was this useful to you?",
    "Back to {section}",
    "{count} readers like this",
    "{count} views",
    "Tell the desk what you think",
    "Print edition of {place}",
    "Reprints and permissions",
    "From the {section} desk",
)
FOOT = (
    "About the {kind}",
    "House style",
    "Imprint",
    "Privacy",
    "Where to find us",
    "Newsroom: +00 555 01{degrees}",
    "The {kind} building, {place}",
    "Apprenticeships",
    "Terms of {place} Media",
    "Delivery areas",
    "Notices and tenders",
    "Part of the {place} Media house",
    "Site map",
    "Accessibility",
)
# Sentences, as sites set them above, between and below the paragraphs of an article.
PROMPTS = (
    "The {kind} has been made in {place} since {year} by people who live and work here.",
    "Every weekday at seven we send you the five stories from {place}, with a short note.",
    "Readers who give {count} crowns a month keep our reporters on the road in {place}.",
    "You have {degrees} free stories left, and the archive is yours for a fee.",
    "Our reporters in {place} check every story twice before it is printed.",
    "Do you know something that we should know? Write to the desk in {place} today.",
    "In the {kind} app you hear this story read aloud.",
    "This page may hold links to shops, and the {kind} is given a small share.",
    "We use small files on your device so that the {kind} knows you again.",
    "The opinions of our columnists in {place} are theirs alone and not those of the house.",
    "Meet our team at the {kind} café in {place} on the first Friday of each month.",
    "For {year} we were named the best small paper of the region by other papers.",
    "Nothing on these pages may be copied without a letter from the house.",
    "Our letter on {section} comes out on Sundays and takes five minutes to read.",
    "Members of the {kind} club pay half at the {place} theatre.",
)
BIOS = (
    "{name} writes about {section} for the {kind} and has lived in {place} for {degrees} years.",
    "{name} joined the {kind} in {year} and covers courts, roads and the weather from {place}.",
)
STANDFIRST = "In our series “{series}” the {kind} visits people whose work few see."
QUOTE = "“We will go on as long as the wind does,” is what they say in {place} to each other."
