"""Whether a page is a thread of a forum, by the names that forum software gives to its posts.

The names are those that the software's own themes have. A site may run such software and publish
articles beside its forum, with remarks below them in elements of the same names: only where most
of what is kept stands in posts are they the page.
"""

from sluice.pagetype.reading import Reading

# The parts of the names of the element around each post's text, a row for each software.
POSTS = tuple(
    frozenset(names.split())
    for names in (
        "postmessage",  # Discuz!
        "post message",  # vBulletin's id, XenForo's class
        "bbwrapper",  # XenForo
        "postbody",  # phpBB, vBulletin
        "post body scaleimages",  # MyBB
        "msg inner",  # SMF
        "postmsg",  # FluxBB, PunBB
        "cpost",  # Invision
        "ipscomment content",  # Invision
        "crawler post",  # Discourse, as it shows itself to crawlers
        "topic post regular",  # Discourse
        "poststream item",  # Flarum
        "bbp reply content",  # bbPress
        "js post body prose",  # Stack Exchange
        "js post body text",
        "qa a list item",  # Question2Answer
    )
)
FEWEST_POSTS, SHARE = 2, 0.6


def is_forum(reading: Reading) -> bool:
    """Whether most of what is kept stands in two posts or more."""
    elements = reading.page.elements
    known = [post for post in POSTS if post <= elements.words]
    told = {names for names in set(elements.names) if any(post <= names for post in known)}
    posts = {n for n, names in enumerate(elements.names) if names in told} if told else set()
    if len(posts) < FEWEST_POSTS:
        return False
    held: set[int] = set()
    words = 0
    for i in reading.kept:
        around = next((e for e in elements.lineage(reading.blocks[i].element) if e in posts), None)
        if around is not None:
            held.add(around)
            words += reading.words[i]
    return len(held) >= FEWEST_POSTS and words >= SHARE * reading.kept_words
