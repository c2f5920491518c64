"""Who issued a document where neither title nor signature says it plainly, and addressees that share a head."""

import pytest
from test_link import link


@pytest.mark.parametrize(
    ("text", "kind", "issuers"),
    [
        # who answers the press
        (
            "近日，<ORG>水利部</ORG>、<ORG>财政部</ORG>联合印发了《河道管理办法》。<ORG>水利部</ORG>负责同志就"
            "《办法》的实施接受了记者的采访。",
            "other",
            ("水利部",),
        ),
        # only who issued is named
        ("近日，<ORG>水利部</ORG>印发《河道管理办法》。", "other", ("水利部",)),
        (
            "日前，<ORG>水利部</ORG>、<ORG>财政部</ORG>和<ORG>教育部</ORG>联合印发《河道管理办法》。",
            "other",
            ("水利部", "财政部", "教育部"),
        ),
        # a signature that lost its line breaks
        (
            "现将计划印发给你们。\n<ORG>盐城市水利局</ORG><ORG>盐城市财政局</ORG><ORG>盐城市公安局</ORG>盐城市河道管理"
            "计划为加强河道管理，制定本计划。",
            "notice",
            ("盐城市水利局", "盐城市财政局", "盐城市公安局"),
        ),
        # two bodies in a row are a list, not a signature
        ("<ORG>盐城市水利局</ORG><ORG>盐城市财政局</ORG>要抓好落实。", "notice", ()),
        # the one place that a rule calls its own
        (
            "为加快我市节水改造，现提出如下意见：\n一、盐城市各灌区要换表。\n二、费用由<ORG>盐城市水利局</ORG>核定。",
            "opinion",
            ("盐城市人民政府",),
        ),
        ("去年，我市节水改造成效明显。盐城市各灌区换了水表。", "report", ()),
        ("我省要支持我市节水改造，现提出如下意见：\n一、盐城市各灌区要换表。", "opinion", ()),
        # the cabinet's meeting
        ("近日召开的国务院常务会议部署了河道管理工作。专家表示支持。", "meeting", ("国务院",)),
        ("<ORG>水利部</ORG>传达学习国务院常务会议精神。", "meeting", ()),
    ],
)
def test_issuers(text: str, kind: str, issuers: tuple[str, ...]) -> None:
    assert link(text, kind=kind)[0].issuers == issuers


def test_a_speech_for_party_and_state_is_of_both() -> None:
    from pipeline.structure import parse_structure

    text = "在全国河道管理大会上的讲话\n同志们：我代表党中央、国务院，向大家表示感谢。"
    head = parse_structure(text, {}).head
    assert [text[s.start : s.end] for s in head.issuers] == ["党中央", "国务院"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            ["各县（市、区）市场监管局（分局）", "国税局", "公安（分）局", "政务服务中心"],
            (
                "各县（市、区）市场监督管理局（分局）",
                "各县（市、区）国家税务局",
                "各县（市、区）公安（分）局",
                "各县（市、区）政务服务中心",
            ),
        ),
        (["市机关各部门", "各单位"], ("市机关各部门", "市机关各单位")),
        (["各部门", "各单位"], ("各部门", "各单位")),
    ],
)
def test_addressees_share_their_head(line: list[str], names: tuple[str, ...]) -> None:
    text = f"临海市水利局关于甲的意见\n{'、'.join(line)}：\n<ORG>临海市水利局</ORG>，我市。"
    linked, _ = link(text, issuers=["临海市水利局"], addressees=line, kind="opinion")
    assert linked.addressees == names


def test_mass_organisations_as_kinds_keep_their_written_form() -> None:
    text = "<ORG>国务院</ORG>：支持<ORG>工会</ORG>、<ORG>共青团</ORG>、<ORG>妇联</ORG>开展工作。"
    linked, _ = link(text, kind="opinion")
    named = {m.text: m.canonical for m in linked.mentions}
    assert named["妇联"] == "妇联"


def test_a_rule_for_schools_means_every_school() -> None:
    linked, _ = link("<ORG>学校</ORG>应当公开。<ORG>育才学校</ORG>要做好示范。", kind="regulation")
    assert [m.canonical for m in linked.mentions] == ["学校", "育才学校"]
