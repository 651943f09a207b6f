"""What pages say around their stories, kind by kind: one phrase a line, each a pattern."""

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    r"""One pattern out of many, upper and lower case alike.

    Patterns that begin with `^` or `\b` share it: on a long line most places are passed over with one look. Such a
    pattern has no bar outside its brackets.

    Example:
        >>> any_of("^top$", "share", "^end").pattern
        '^(?:(?:top$)|(?:end))|(?:share)'
    """
    groups: dict[str, list[str]] = {"^": [], r"\b": [], "": []}
    for pattern in patterns:
        start = next(start for start in groups if pattern.startswith(start))
        groups[start].append(f"(?:{pattern.removeprefix(start)})")
    shared = [f"{start}(?:{'|'.join(found)})" if start else "|".join(found) for start, found in groups.items() if found]
    return re.compile("|".join(shared), re.IGNORECASE)


# A line of nothing but these words is a share bar, a menu, a switch of languages.
BUTTON_WORDS = frozenset(
    """
    share print email e-mail mail facebook twitter x wechat weibo linkedin whatsapp telegram reddit pinterest
    messenger instagram youtube tiktok vk odnoklassniki flipboard viber line rss copy copied link save saved
    bookmark follow us like tweet tweets comment comments reply subscribe subscribed sign in up log out login
    logout register account my profile menu menus search close home top back to the skip content main navigation
    nav next previous prev more show less read listen audio video play pause watch live loading advertisement
    advertisements ad ads sponsored font size small medium large big normal text a newsletter newsletters
    download app apps get started view all see image images photo photos gallery feature on this page click here
    open english russian chinese arabic french spanish german japanese korean portuguese русский español
    français deutsch 中文 by and or story article continue reading expand collapse toggle site index sections
    section toolbar via buttons button поделиться распечатать наверх 分享 打印 首页 返回顶部 字号 大 中 小
    """.split()
)

CRUMB = any_of(
    r"^you are here\b",
    r"^(?:home(?:\s?page)?|首页|главная|index)\b\s*(?:[-–—/>»›|:]|$)",
    r"(?:\s[>»›]\s?[^>»›]{2,40}){2,}",
)
LEGAL = any_of(
    r"all rights reserved|版权所有|все права защищены",
    r"copyright\s*(?:©|\(c\)|\d{4}|of\b|by\b)|\(c\)\s?\d{4}|©\s*\d{4}",
    r"^©",
    r"terms of (?:use|service)|privacy (?:policy|notice)|cookie (?:policy|notice|settings)|(?:we|site) uses? cookies",
    r"registration number|licen[cs]e (?:for|no|number)|公网安备",
    r"\bICP\b.{0,6}\d",
    r"may not be (?:published|reproduced|republished|redistributed)",
    r"without (?:prior )?(?:written|express) (?:authorization|permission|consent)",
    r"browsers? with \d|do not sell my|this site is protected by recaptcha|editorial guidelines",
    r"views? expressed (?:in this article )?(?:are|is|do)\b",
)
PROMOTION = any_of(
    r"^want (?:your|to|more)\b.*\?",
    r"\bget started\b",
    r"^(?:sign up|subscribe|register|log in|join us|join the)\b.{0,90}$",
    r"^you are signed in",
    r"^(?:download|get) (?:our|the)\b.{0,40}\bapp",
    r"\bscan (?:the )?(?:qr|code)",
    r"\bour (?:free )?(?:daily |weekly )?newsletters?\b",
    r"^have a (?:story|tip)",
    r"^follow (?:us|@|\w+ on)\b",
    r"^(?:like|find) us on\b",
    r"^click (?:here|on)\b",
    r"^tap here\b",
    r"\bshare this (?:story|article)\b.{0,40}$",
    r"^share (?:this )?with\b",
    r"^(?:to )?contact (?:us|the (?:author|reporter|editor))",
    r"^become a (?:member|subscriber)",
    r"^support (?:us|our)\b",
    r"^donate\b",
    r"\b(?:already|not) a (?:member|subscriber)\b",
    r"^thank you for (?:reading|subscribing)",
    r"^sharing is caring",
    r"^\W*(?:views?|reads?|shares?|hits)\s*:?\s*[\d,.]+\W*$",
    r"^enable javascript",
    r"javascript (?:is|to)",
    r"^please (?:enable|log in|sign|subscribe|support)",
)
# Ends of captions that a bracket, a slash or a bar opens: all are looked for at these signs alone.
_BEHIND_SIGNS = (
    r"[\[(（](?:(?:file )?photo|image|xinhua|picture|photograph|cgtn)s?\s?(?:[/:：]|by\b|credit)"
    r"[^\])）]{1,60}[\])）]\W*$"
    r"|\((?:AP|AFP|Xinhua|Reuters)(?: Photo)?/[^)]{2,60}\)\W*$"
    r"|\((?:AP|AFP|EPA|Reuters|Getty Images)\)\W*$|[(\[](?:photo )?credit\b[^)\]]{1,60}[)\]]\W*$"
    r"|[/|]\s?(?:getty images|reuters|afp|epa|vcg|ap photo|tass|sputnik)\W*$"
)
CREDIT = any_of(
    r"^image (?:copyright|caption)\b",
    r"^file\s?[-–—:]\s",
    r"^\W*(?:file )?(?:photos?|image|picture|pic|credits?|photograph|illustration|graphics?|фото|图片?)"
    r"(?:\s?(?:by|courtesy|credit|from|source|taken))?\s*(?:[:/：]|by\b)",
    r"^\W*(?:photo|image|credit)s?\W{0,3}(?:getty|reuters|ap|afp|xinhua|ic|vcg|tass|epa|cgtn|cfp)\b.{0,40}$",
    r"^(?:getty images|vcg|cfp|ap photo)\b.{0,40}$",
    r"\bphoto(?: credit)?s?\s?:\s[^.:]{3,60}$",
    rf"(?=[\[(（/|])(?:{_BEHIND_SIGNS})",
)
ADDRESS = any_of(r"^\W*(?:https?://|www\.)\S+\W*$", r"^\S+@\S+\.\w+$")
SOURCE = re.compile(r"^source\s*[:：]?\s+(?P<name>[^|]{2,80})$", re.IGNORECASE)
END_MARK = any_of(
    r"^this (?:article|story|op-?ed|piece) (?:was )?(?:first|originally) (?:appeared|published|ran|posted)\b.{0,120}$",
    r"^the post .{5,250} appeared first on .{2,80}$",
    r"^first published (?:in|on|by)\b.{0,80}$",
    r"^\W*(?:enditem|end item|end|ends|the end|完|###|-30-)\W*$",
)
OTHER_STORIES = any_of(
    *(
        rf"^\W*(?:{words})\b.{{0,60}}$"
        for words in (
            r"recommended|related|trending|popular|promoted|featured|latest|up next|don'?t miss|what to read",
            r"more (?:from|on|in|stories|news|articles|to read|about)|read (?:more|next|also|this)|see also|also read",
            r"most (?:read|popular|viewed|recent|shared|discussed|watched|commented)",
            r"you (?:may|might) (?:also )?(?:like|be interested)|in (?:case you missed|other news)",
            r"top (?:stories|news|headlines)|today'?s (?:headlines|top)|editor'?s'? (?:picks?|choice)",
            r"next (?:article|story|up)|other (?:news|stories|articles)|recent (?:posts|articles|stories|news)",
            r"from (?:the|around the) web|around the web|paid content|partner (?:content|stories)",
            r"leia (?:mais|também)|veja também|читайте также|по теме|похожие|相关(?:新闻|阅读|报道)?|推荐阅读|热门",
        )
    )
)
TEASER = any_of(r"^\W*(?:see also|read also|also read|read more|related|don'?t miss)\s*(?:[:：]|\s)\s*\S.{15,}")
COMMENTS = any_of(
    r"^\W*(?:\d+\s+)?(?:top (?:rated )?comments|comments?|leave a (?:comment|reply))\b.{0,40}$",
    r"^\W*(?:add|post) (?:a )?comment\b.{0,40}$",
    r"^\W*(?:join the (?:conversation|discussion)|view comments|responses?|conversation)\b.{0,40}$",
    r"^\W*(?:комментарии|评论|coment[aá]rios?|deixe um)\b.{0,40}$",
)
