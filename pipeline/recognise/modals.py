"""Modal verbs and the adverbs before them: what tells a subject to act. Words in ``subject_words.txt``."""

from __future__ import annotations

import functools
import re

from ..lexicon import read_alternatives


def word_class(name: str) -> str:
    """The alternatives of one class of ``subject_words.txt`` as a regular expression."""
    return read_alternatives("subject_words.txt", name)


@functools.cache
def class_pattern(template: str) -> re.Pattern[str]:
    """A pattern in which ``{class}`` stands for the words of that class."""
    return re.compile(re.sub(r"\{([a-z]+)\}", lambda m: f"(?:{word_class(m.group(1))})", template))


#: One adverb between a subject and its verb.
ADVERB = (
    r"(?:按照?|根据|依据|依照|结合)[^，。；O]{0,20}?(?:职责分工|分工|职责|规定|要求|程序|职能|权限|实际|情况)"
    r"|[也还都均更再又仍]|切实|认真|"
    r"积极|主动|密切|及时|全力|大力|共同|分别|具体|进一步|继续|加强|加快|高度|严格|依法|定期|全面|充分|统筹|"
    r"主要(?=负责|承担|牵头)|将|会(?!同|商|议)|并(?!商)|同时|现阶段|按规定|适时|真正|坚决|协同(?!O)|各自"
    r"|，(?=[都均也]?(?:要|应|须|必须|不得|可以))"
)
_ADVERB = re.compile(ADVERB)


def skip_adverbs(text: str, at: int = 0) -> int:
    """Where the adverbs that begin at ``at`` end. One pass, because adverbs pile up without limit."""
    while match := _ADVERB.match(text, at):
        at = match.end()
    return at


def match_modal(text: str, template: str = r"(?:{ought}|{duty})", at: int = 0) -> re.Match[str] | None:
    """The modal verb behind the adverbs at ``at``."""
    return class_pattern(template).match(text, skip_adverbs(text, at))


#: 党政负责人｜要…, “一把手”｜是第一责任人，要…
_LEADERS = rf"{{leader}}(?=(?:都?是[^，。；：OΩ]{{0,16}}第一责任人，)?(?:{ADVERB}){{0,4}}(?:{{ought}}))"
#: 园长｜应当具有资格, 书记｜可以担任…: what is said of the post, not of the body
_OF_THE_POST = re.compile(
    r"可"
    r"|[^，。；]{1,3}"
    r"(?:具[有备]|取得|持有|熟悉|引咎|参加[^，。；]{0,30}培训|由|经|从|是|(?<!作)为(?!了)"
    r"|接受[^，。；]{0,12}培训)"
)
_FIRST_ONE = re.compile(r"都?是[^，。；：OΩ]{0,16}第一责任人，")


def told_for(right: str) -> int:
    """How long those who lead a body are in ``right``, the text behind its name, where they are told to act for it.

    ``党政负责人｜要…``, ``院长、书记｜要…``; 0 where none are named or they are told nothing.
    """
    led = class_pattern(_LEADERS).match(right)
    if led is None:
        return 0
    first = _FIRST_ONE.match(right, led.end())
    end = first.end() if first else led.end()
    told = match_modal(right, "{ought}", end)
    return end if told and not _OF_THE_POST.match(right, told.start()) else 0
