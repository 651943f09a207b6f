"""What on a page is never a story: one small named rule per kind of junk, each with its reason in plain words."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.articles.lines import HEAD, WORD, Line, is_prose, page_script
from dashboard.articles.outlets import Registry

BUTTON_WORDS = frozenset(
    """share print email e-mail mail facebook twitter x wechat weibo linkedin whatsapp telegram reddit pinterest messenger
    instagram youtube tiktok vk odnoklassniki flipboard viber line rss copy link copied save saved bookmark follow us like tweet tweets
    comment comments reply subscribe subscribed sign in up log out login logout register account my profile menu menus search close home top back
    to the skip content main navigation nav next previous prev more show less read listen audio video play pause watch
    live loading advertisement advertisements ad ads sponsored font size small medium large big normal text a newsletter newsletters
    download app apps get started view all see image images photo photos gallery feature on this page click here open
    english russian chinese arabic french spanish german japanese korean portuguese русский español français deutsch 中文 english中文
    by and or story article continue reading expand collapse toggle site index sections section toolbar via buttons button
    поделиться распечатать наверх 分享 打印 首页 返回顶部 字号 大 中 小""".split()
)
CRUMB = re.compile(r"^(?:you are here\b.*|(?:home(?:\s?page)?|首页|главная|index)\b\s*(?:[-–—/>»›|:]|$))|(?:\s[>»›]\s?[^>»›]{2,40}){2,}", re.IGNORECASE)
LEGAL = re.compile(
    r"all rights reserved|copyright\s*(?:©|\(c\)|\d{4}|of\b|by\b)|^©|\(c\)\s?\d{4}|©\s*\d{4}|terms of (?:use|service)|privacy (?:policy|notice)"
    r"|cookie (?:policy|notice|settings)|we use cookies|uses? cookies|registration number|licen[cs]e (?:for|no|number)|\bICP\b.{0,6}\d|公网安备|版权所有|все права защищены"
    r"|may not be (?:published|reproduced|republished|redistributed)|without (?:prior )?(?:written|express) (?:authorization|permission|consent)"
    r"|browsers? with \d|do not sell my|this site is protected by recaptcha|views? expressed (?:in this article )?(?:are|is|do)|editorial guidelines",
    re.IGNORECASE,
)
PROMOTION = re.compile(
    r"^want (?:your|to|more)\b.*\?|\bget started\b|^(?:sign up|subscribe|register|log in|join us|join the)\b.{0,90}$|^(?:download|get) (?:our|the)\b.{0,40}\bapp"
    r"|\bour (?:free )?(?:daily |weekly )?newsletters?\b|^follow (?:us|@|\w+ on)\b|^(?:like|find) us on\b|^click (?:here|on)\b|^tap here\b|\bshare this (?:story|article)\b.{0,40}$"
    r"|\bscan (?:the )?(?:qr|code)|^(?:to )?contact (?:us|the (?:author|reporter|editor))|^have a (?:story|tip)|^support (?:us|our)\b|^donate\b|^become a (?:member|subscriber)"
    r"|\b(?:already|not) a (?:member|subscriber)\b|^you are signed in|^share (?:this )?with\b|^enable javascript|javascript (?:is|to)|^please (?:enable|log in|sign|subscribe|support)|^thank you for (?:reading|subscribing)",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"^image (?:copyright|caption)\b|^\W*(?:file )?(?:photos?|image|picture|pic|credit|credits|photograph|illustration|graphics?|фото|图片?)(?:\s?(?:by|courtesy|credit|from|source|taken))?\s*(?:[:/：]|by\b)"
    r"|^\W*(?:photo|image|credit)s?\W{0,3}(?:getty|reuters|ap|afp|xinhua|ic|vcg|tass|epa|cgtn|cfp)\b.{0,40}$|^(?:getty images|vcg|cfp|ap photo)\b.{0,40}$"
    r"|[\[(（](?:(?:file )?photo|image|xinhua|picture|photograph|cgtn)s?\s?(?:[/:：]|by\b|credit)[^\])）]{1,60}[\])）]\W*$|\((?:AP|AFP|Xinhua|Reuters)(?: Photo)?/[^)]{2,60}\)\W*$"
    r"|[/|]\s?(?:getty images|reuters|afp|epa|vcg|ap photo|tass|sputnik)\W*$|^file\s?[-–—:]\s",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"^\W*(?:https?://|www\.)\S+\W*$|^\S+@\S+\.\w+$", re.IGNORECASE)
END_MARK = re.compile(
    r"^(?:this (?:article|story|op-?ed|piece) (?:was )?(?:first|originally) (?:appeared|published|ran|posted)\b.{0,120}|first published (?:in|on|by)\b.{0,80}"
    r"|source\s*[:：]?\s+[A-Z].{0,80}|\W*(?:enditem|end item|end|ends|the end|完|###|-30-)\W*)$",
    re.IGNORECASE,
)
OTHER_STORIES = re.compile(
    r"^\W*(?:recommended|related|more (?:from|on|in|stories|news|articles|to read|about)|most (?:read|popular|viewed|recent|shared|discussed|watched|commented)|read (?:more|next|also|this)|see also|also read"
    r"|you (?:may|might) (?:also )?(?:like|be interested)|latest|trending|top (?:stories|news|headlines)|popular|editor'?s'? (?:picks?|choice)|don'?t miss|what to read|up next|next (?:article|story|up)|other (?:news|stories|articles)"
    r"|today'?s (?:headlines|top)|in (?:case you missed|other news)|from (?:the|around the) web|around the web|promoted|paid content|partner (?:content|stories)|recent (?:posts|articles|stories|news)|featured|leia (?:mais|também)|veja também"
    r"|читайте также|по теме|похожие|相关(?:新闻|阅读|报道)?|推荐阅读|热门)\b.{0,60}$",
    re.IGNORECASE,
)
COMMENTS_HEADING = "heading of readers' comments"
COMMENTS = re.compile(
    r"^\W*(?:\d+\s+)?(?:top (?:rated )?comments|comments?|leave a (?:comment|reply)|add (?:a )?comment|join the (?:conversation|discussion)|post a comment|view comments|responses?|conversation|комментарии|评论|coment[aá]rios?|deixe um)\b.{0,40}$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Page:
    """The lines of a page and what is known of it as a whole."""

    lines: tuple[Line, ...]
    script: str
    seen: Mapping[str, int]
    table: Registry


def page_of(lines: Sequence[Line], table: Registry) -> Page:
    """Look at the page as a whole: its script, and how often each line stands on it."""
    return Page(tuple(lines), page_script(lines), Counter(line.key for line in lines if line.key), table)


def other_script(page: Page, line: Line) -> str:
    """Spam tails and language switches: letters of another alphabet than the page's."""
    return "other script than the page" if line.script not in {"", page.script} else ""


def no_letters(page: Page, line: Line) -> str:
    """Ids, counters, bare bullets, rules of dashes."""
    if line.n_words or WORD.search(line.text[:HEAD]):
        return ""
    return "a number alone" if any(char.isdigit() for char in line.text) else "signs without words"


def address(page: Page, line: Line) -> str:
    """A link or mail address and nothing else."""
    return "an address alone" if ADDRESS.match(line.text[:HEAD]) else ""


def crumb(page: Page, line: Line) -> str:
    """Home / China / Politics."""
    return "navigation crumb" if line.n_words <= 16 and CRUMB.search(line.text) else ""


def buttons(page: Page, line: Line) -> str:
    """Share bars, menus, language switches: every word is a control's."""
    if line.n_words > 10:
        return ""
    words = WORD.findall(line.text.casefold())
    return "buttons and menus" if words and all(word in BUTTON_WORDS for word in words) else ""


def legal(page: Page, line: Line) -> str:
    """Copyright, licences, cookies."""
    if line.n_words > 120 or not LEGAL.search(line.text[:HEAD]):
        return ""
    return "copyright or legal notice"


def promotion(page: Page, line: Line) -> str:
    """The page asks for something: sign up, download, get started."""
    return "promotion" if line.n_words <= 45 and PROMOTION.search(line.text) else ""


def credit(page: Page, line: Line) -> str:
    """Photo credits and captions that end in one."""
    return "photo credit or caption" if line.n_words <= 90 and CREDIT.search(line.text) else ""


def end_mark(page: Page, line: Line) -> str:
    """Where the story came from, printed after its end."""
    return "end mark or source note of the story" if line.n_words <= 24 and END_MARK.match(line.text) else ""


def other_stories(page: Page, line: Line) -> str:
    """The heading of a list of links to other stories."""
    return "heading of a list of other stories" if line.n_words <= 10 and OTHER_STORIES.match(line.text) else ""


def comments(page: Page, line: Line) -> str:
    """The heading of the readers' comments."""
    return COMMENTS_HEADING if line.n_words <= 8 and COMMENTS.match(line.text) else ""


RULES: tuple[Callable[[Page, Line], str], ...] = (
    no_letters, other_script, address, crumb, legal, promotion, buttons, credit, end_mark, comments, other_stories,
)  # fmt: skip
# After these lines a story does not go on, however much prose follows.
END_RULES = frozenset({"copyright or legal notice", "end mark or source note of the story", COMMENTS_HEADING})
COSTLY = {"heading of a list of other stories": 40, COMMENTS_HEADING: 120, "copyright or legal notice": 60}


def junk_of(page: Page) -> dict[int, str]:
    """Lines that are junk by themselves: place of the line → reason (the first rule that holds).

    Example:
        >>> from dashboard.articles.lines import lines_of
        >>> from dashboard.articles.outlets import registry
        >>> junk_of(page_of(lines_of("Home / China\\nShare - WeChat\\nThe talks began."), registry(())))
        {0: 'navigation crumb', 1: 'buttons and menus'}
    """
    found: dict[int, str] = {}
    for place, line in enumerate(page.lines):
        if not line.is_blank:
            reason = next(filter(None, (rule(page, line) for rule in RULES)), "")
            if reason:
                found[place] = reason
    return found


def is_heading(page: Page, line: Line) -> bool:
    """Could be a headline: some words, no prose; long ones only when they stand there twice."""
    if line.n_words < 3 or len(line.text) > HEAD:
        return False
    return not is_prose(line) or page.seen[line.key] > 1
