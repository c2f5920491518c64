"""Links of directives: nearest basis, roles, evidence. ``<name>`` marks a body in the text."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.assign import assign_responsibilities
from pipeline.assign.explain import explain_directive
from pipeline.records import Directive, Mention, Resolution, Responsibility, Structure
from pipeline.structure import parse_structure


def build(marked: str, **linked: Any) -> tuple[str, Structure, Any, list[Directive]]:
    """Text, structure, a stand-in for the linker, and every item as a directive."""
    text, mentions = "", []
    for piece in re.split(r"(<[^>]+>)", marked):
        if piece.startswith("<"):
            piece = piece[1:-1]
            mentions.append(Mention("ORG", piece, len(text), len(text) + len(piece), canonical=None))
        text += piece
    structure = parse_structure(text)
    directives = [
        Directive(
            f"d{item.index}",
            f"l{item.list_index}",
            None if item.parent is None else f"d{item.parent}",
            item.ordinal,
            item.marker,
            item.depth,
            "directive",
            text[item.start : item.end],
            item.start,
            item.end,
        )
        for item in structure.items
    ]
    stand_in = SimpleNamespace(
        mentions=tuple(mentions),
        people=linked.get("people", ()),
        addressees=linked.get("addressees", ()),
        issuers=linked.get("issuers", ("某县人民政府",)),
        resolve=lambda surface, at=None: Resolution(surface, surface, "written"),
    )
    return text, structure, stand_in, directives


def links(marked: str, **linked: Any) -> dict[str, list[str]]:
    text, structure, stand_in, directives = build(marked, **linked)
    found: dict[str, list[str]] = {d.text[:6]: [] for d in directives}
    by_id = {d.directive_id: d for d in directives}
    for link in assign_responsibilities(text, structure, stand_in, directives):
        assert link.evidence is None or text[link.evidence.start : link.evidence.end] == link.evidence.text
        assert 0 < link.confidence <= 1
        found[by_id[link.directive_id].text[:6]].append(f"{link.body}={link.role}/{link.basis}")
    return found


def test_a_note_and_a_subject_both_count() -> None:
    found = links(
        "一、修建新的泵站。<各乡镇>要组织验收。（<县水务局>牵头，<县住建局>配合）\n二、疏浚全部河道。（<县水务局>负责）\n"
    )
    assert found["修建新的泵站"] == [
        "县水务局=lead/explicit",
        "县住建局=support/explicit",
        "各乡镇=responsible/explicit",
    ]
    assert found["疏浚全部河道"] == ["县水务局=responsible/explicit"]


def test_lead_in_is_inherited() -> None:
    found = links(
        "<县水务局>要做好三件事：一是加固全部堤防；二是会同<县气象局>会商；三是督促<各乡镇>备足沙袋。"
    )
    assert found["加固全部堤防"] == ["县水务局=responsible/inherited"]
    assert found["督促各乡镇备"] == ["县水务局=responsible/inherited"]
    assert found["会同县气象局"] == ["县气象局=support/explicit", "县水务局=responsible/inherited"]


def test_duties_behind_a_body_that_is_set_up_are_its_own() -> None:
    text = "第一条 <县水务局>设立节水委员会，履行下列职责：\n（一）拟订节水计划；\n（二）听取用户意见。\n"
    assert links(text)["拟订节水计划"] == ["县水务局节水委员会=responsible/inherited"]


def test_measures_are_taken_by_who_may_take_them() -> None:
    found = links(
        "第八条 <水政大队>可以依法采取下列措施，<取水单位>应当配合，不得阻挠：\n（一）查阅取水台账；\n（二）约谈管水人员。"
    )
    assert found["查阅取水台账"] == found["约谈管水人员"] == ["水政大队=responsible/inherited"]
    both = links(
        "第八条 <县水务局>、<县气象局>应当采取下列措施：\n（一）查阅取水台账；\n（二）约谈管水人员。"
    )
    assert both["查阅取水台账"] == ["县水务局=responsible/inherited", "县气象局=responsible/inherited"]


def test_a_joint_group_is_one_sort_of_group() -> None:
    text, structure, stand_in, directives = build("一、<核查组>要核对水费。\n二、可以组成<联合核查组>。")
    stand_in.mentions = tuple(replace(m, canonical="联合核查组") for m in stand_in.mentions)
    found = assign_responsibilities(text, structure, stand_in, directives)
    assert [link.body for link in found if link.rule == "subject"] == ["核查组"]
    turned = build("一、组成<联合核查组>。\n二、<核查组>要核对水费。")
    turned[2].mentions = tuple(replace(m, canonical="联合核查组") for m in turned[2].mentions)
    found = assign_responsibilities(turned[0], turned[1], turned[2], turned[3])
    assert [link.body for link in found if link.rule == "subject"] == ["联合核查组"]


def test_a_heading_that_is_a_name() -> None:
    found = links(
        "（一）<县水务局>\n1.加固全部堤防。\n2.牵头编制预案。\n（二）<县住建局>\n1.配合<县水务局>选址。\n"
    )
    assert found["加固全部堤防"] == ["县水务局=responsible/inherited"]
    assert found["牵头编制预案"] == ["县水务局=lead/inherited"]
    assert found["配合县水务局"] == ["县住建局=support/inherited"]


def test_groups_take_the_name_of_their_headquarters() -> None:
    head = "成立<县防汛指挥部>，下设各工作组如下：\n"
    listed = f"{head}（一）抢险组。负责抢修泵站。\n（二）宣传组。负责发布水情。\n"
    assert links(listed) == {
        "抢险组。负责": ["县防汛指挥部抢险组=responsible/explicit"],
        "宣传组。负责": ["县防汛指挥部宣传组=responsible/explicit"],
    }
    named = "（一）抢险组。由<水务局>负责抢修泵站。\n（二）宣传组。由<宣传部>负责发布水情。\n"
    assert links(head + named)["抢险组。由水"] == ["水务局=responsible/explicit"]
    trained = "（一）抢险组。负责抢修泵站，由<水务局>培训队员。\n（二）宣传组。负责发布水情。\n"
    assert links(head + trained)["抢险组。负责"] == [
        "水务局=responsible/explicit",
        "县防汛指挥部抢险组=responsible/explicit",
    ]
    below = f"{head}一、抢险组\n1. 抢修泵站。\n2. 巡查堤防。\n二、宣传组\n1. 发布水情。\n2. 接受采访。\n"
    found = links(below)
    assert found["抢修泵站"] == ["县防汛指挥部抢险组=responsible/inherited"]
    assert found["发布水情"] == ["县防汛指挥部宣传组=responsible/inherited"]
    assert links("一、抢险组\n1. 抢修泵站。\n2. 巡查堤防。\n")["抢修泵站"] == ["某县人民政府=issuer/issuer"]


def test_heads_of_duties() -> None:
    found = links(
        "某县人民政府关于做好防汛工作的通知\n<各乡镇人民政府>：\n为做好今年的防汛工作，现就有关事项通知如下。\n"
        "一、巡查全部堤防。\n二、部门职责\n<县水务局>：\n1.加固全部堤防。\n2.疏浚全部河道。\n"
        "<县住建局>：\n1.检修排水管网。\n",
        addressees=("各乡镇人民政府",),
    )
    assert found["巡查全部堤防"] == ["各乡镇人民政府=addressee/addressee"]
    assert found["疏浚全部河道"] == ["县水务局=responsible/inherited"]
    assert found["检修排水管网"] == ["县住建局=responsible/inherited"]


def test_the_addressee_line_is_no_head() -> None:
    text = "某县人民政府关于防汛的通知\n<各乡镇人民政府>：\n一、加固全部堤防。\n二、疏浚全部河道。\n"
    found = links(text, addressees=("各乡镇人民政府",))
    assert found["加固全部堤防"] == ["各乡镇人民政府=addressee/addressee"]


def test_defaults() -> None:
    assert links("一、加固全部堤防。\n二、疏浚全部河道。\n")["加固全部堤防"] == ["某县人民政府=issuer/issuer"]
    found = links("一、加固全部堤防。\n二、疏浚全部河道。\n", addressees=("甲镇", "乙镇"))
    assert found["疏浚全部河道"] == ["甲镇=addressee/addressee", "乙镇=addressee/addressee"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("你局要加固全部堤防", ["甲局=addressee/addressee"]),
        ("由我委统一发布信息", ["某委=responsible/explicit"]),
        ("<某会>要会同你局加固堤防", ["某会=responsible/explicit"]),
        ("我省要加固全部堤防", ["甲局=addressee/addressee"]),
        ("在本行政区域内加固堤防", ["甲局=addressee/addressee"]),
        ("请你市所辖区县加固堤防", ["甲局=addressee/addressee"]),
        ("我厅将适时组织抽查", ["某委=responsible/explicit"]),
    ],
)
def test_pointing_words(sentence: str, expected: list[str]) -> None:
    found = links(f"一、{sentence}。\n二、疏浚全部河道。\n", addressees=("甲局",), issuers=("某委",))
    assert found[re.sub("[<>]", "", sentence)[:6]] == expected


def test_bodies_of_the_place_that_is_addressed() -> None:
    text = "一、请你省<有关部门>指导施工。\n二、请你省加快进度。\n"
    found = links(text, addressees=("乙省人民政府",), issuers=("某委",))
    assert found["请你省有关部"] == ["乙省有关部门=responsible/explicit"]
    assert found["请你省加快进"] == ["乙省人民政府=addressee/addressee"]


def test_a_name_that_points_at_the_place_that_is_addressed() -> None:
    found = links("一、请<你省有关部门>指导施工。\n二、疏浚河道。\n", addressees=("乙省人民政府",))
    assert found["请你省有关部"] == ["乙省有关部门=responsible/explicit"]


def test_who_answers_the_press_speaks_for_the_issuer() -> None:
    answer = "下一步，我们将做好以下工作：一是疏浚河道；二是加固堤防。\n"
    assert links(answer, issuers=("某部",))["疏浚河道"] == ["某部=responsible/inherited"]
    told = "问：如何保障？\n一、我们将抓紧疏浚河道。\n二、加固堤防。\n"
    assert links(told, issuers=("某部",))["我们将抓紧疏"] == ["某部=responsible/explicit"]
    speech = "一、我们将抓紧疏浚河道。\n二、加固堤防。\n"
    assert links(speech, issuers=("某部",))["我们将抓紧疏"] == ["某部=issuer/issuer"]


def test_who_acts_for_a_part_is_said_in_brackets() -> None:
    text = "一、<水务部门>（灌区内由<灌区管理局>自行落实）应当巡堤。\n二、<水务部门>（由<县政府>设立）应当巡堤。\n"
    found = links(text)
    assert found["水务部门（灌"] == ["水务部门=responsible/explicit", "灌区管理局=responsible/explicit"]
    assert found["水务部门（由"] == ["水务部门=responsible/explicit"]


def test_what_a_body_does_itself_outweighs_joining_in() -> None:
    text = "一、<水务局>会同<财政局>、<农业局>核定水价。<财政局>将安排补助。\n二、疏浚河道。\n"
    assert links(text)["水务局会同财"] == [
        "水务局=responsible/explicit", "财政局=responsible/explicit", "农业局=support/explicit",
    ]  # fmt: skip


def test_a_rule_for_schools_means_every_one() -> None:
    text, structure, stand_in, directives = build("一、学校应当开设节水课。\n二、疏浚河道。\n")
    stand_in.resolve = lambda surface, at=None: Resolution(f"县{surface}", None, "written")
    found = assign_responsibilities(text, structure, stand_in, directives)
    assert [link.body for link in found][:1] == ["学校"]
    stand_in.resolve = lambda surface, at=None: Resolution("临江大学", None, "school")
    found = assign_responsibilities(text, structure, stand_in, directives)
    assert [link.body for link in found][:1] == ["临江大学"]


def test_the_addressees_line_tells_nobody_to_act() -> None:
    found = links("<各乡镇>：请认真贯彻执行。\n", addressees=("各乡镇",))
    assert all(link.endswith("addressee/addressee") for links_ in found.values() for link in links_)


def test_duties_take_the_role_of_their_own_verb() -> None:
    found = links(
        "第一条 <县水务局>的主要职责是：\n（一）加固全部堤防；\n（二）对下级水利部门的工作进行督导；\n"
    )
    assert found["加固全部堤防"] == ["县水务局=responsible/inherited"]
    assert found["对下级水利部"] == ["县水务局=supervise/inherited"]
    found = links(
        "（一）<县水务局>履行下列职责：\n1.督促学校落实节水制度；\n2.协助学校安装水表；\n3.参与编制规划。\n"
    )
    assert found["督促学校落实"] == ["县水务局=supervise/inherited"]
    assert found["协助学校安装"] == ["县水务局=support/inherited"]
    assert found["参与编制规划"] == ["县水务局=responsible/inherited"]


def test_its_duties_are_those_of_the_body_before() -> None:
    duties = "其主要职责是：\n（一）核验泵站图纸；\n（二）督促各乡镇落实值守。"
    found = links(f"第三条 <评审组>由三名专家组成，实行组长负责制。\n{duties}")
    assert found["核验泵站图纸"] == ["评审组=responsible/inherited"]
    found = links(f"第三条 泵站的图纸交<评审组>。\n{duties}", issuers=("县水务局",))
    assert found["核验泵站图纸"] == ["县水务局=issuer/issuer"]


def test_works_that_are_listed_take_the_role_of_their_own_verb() -> None:
    found = links("第三条 <县水务局>负责全县堤防的下列工作：\n（一）督促<各乡镇>落实值守；\n（二）修补闸门。")
    assert found["督促各乡镇落"] == ["县水务局=supervise/inherited"]
    assert found["修补闸门"] == ["县水务局=responsible/inherited"]


def test_parents_hand_down_their_subject() -> None:
    found = links("（一）<县水务局>应当履行下列职责：\n1.加固全部堤防；\n2.疏浚全部河道。\n")
    assert found["疏浚全部河道"] == ["县水务局=responsible/inherited"]


def test_an_article_inherits_nothing_from_the_one_before() -> None:
    found = links("第一条 <县水务局>应当每日巡堤。\n第二条 巡查记录应当保存三年。\n")
    assert found["巡查记录应当"] == ["某县人民政府=issuer/issuer"]


def test_run_in_items_share_the_note_of_their_paragraph() -> None:
    found = links(
        "（一）加强堤防建设。一是加固主堤；二是疏浚河道。（<县水务局>负责）\n（二）加强预警。（<县气象局>负责）\n"
    )
    assert found["加固主堤"] == found["疏浚河道"] == ["县水务局=responsible/explicit"]
    assert found["加强预警"] == ["县气象局=responsible/explicit"]


def test_only_directives_are_linked() -> None:
    text, structure, stand_in, directives = build("一、<县水务局>加固了堤防。\n二、疏浚全部河道。\n")
    directives[0] = dataclasses.replace(directives[0], kind="achievement")
    found: tuple[Responsibility, ...] = assign_responsibilities(text, structure, stand_in, directives)
    assert {link.directive_id for link in found} == {"d1"}


def test_explanation_names_path_rule_and_losers() -> None:
    text, structure, stand_in, directives = build(
        "<县水务局>要做好两件事：一是督促<各乡镇>加固堤防；二是疏浚河道。", addressees=("甲镇",)
    )
    told = explain_directive(text, structure, stand_in, directives, directives[0].directive_id)
    assert [link.body for link in told.links] == ["县水务局"]
    assert told.rules == ("the sentence that opens the list tells it to act",)
    assert {lost.body for lost in told.lost} == {"甲镇", "各乡镇"}
    assert told.path[-1] == directives[0]


def test_a_body_that_later_notes_share_unnamed() -> None:
    found = links(
        "一、加固全部堤防。（<县水务局>指导，<各乡镇政府>负责落实。以下均需各乡镇政府落实，不再列出）\n"
        "二、疏浚全部河道。（<县水务局>指导）\n三、检修排水管网。\n"
    )
    assert found["疏浚全部河道"] == ["县水务局=responsible/explicit", "各乡镇政府=responsible/explicit"]
    assert found["检修排水管网"] == ["某县人民政府=issuer/issuer"]


def unnumbered(name: str, text: str, part: str, parent: str | None = None) -> Directive:
    at = text.index(part)
    return Directive(name, None, parent, None, "", 0, "directive", part, at, at + len(part))


def bodies(parts: tuple[str, Any, Any, list[Directive]]) -> dict[str, list[str]]:
    text, structure, stand_in, directives = parts
    found: dict[str, list[str]] = {d.directive_id: [] for d in directives}
    for link in assign_responsibilities(text, structure, stand_in, directives):
        found[link.directive_id].append(f"{link.body}={link.role}/{link.basis}")
    return found


def test_who_acts_in_the_preface_of_a_list_acts_in_its_items() -> None:
    text, structure, stand_in, directives = build(
        "一、确保安全度汛\n关于今年的防汛，已经作出部署，<各乡镇>、<各部门>要抓好落实。这里再强调两点。\n"
        "第一，加固堤防。第二，疏浚河道。\n二、确保供水\n第一，检修管网。第二，保障水质。\n"
    )
    preface = "关于今年的防汛，已经作出部署，各乡镇、各部门要抓好落实"
    directives.append(unnumbered("p", text, preface, directives[0].directive_id))
    found = bodies((text, structure, stand_in, directives))
    names = {d.directive_id: d.text[:4] for d in directives}
    by_text = {names[key]: value for key, value in found.items()}
    told = ["各乡镇=responsible/inherited", "各部门=responsible/inherited"]
    assert by_text["加固堤防"] == by_text["疏浚河道"] == told
    assert by_text["检修管网"] == ["某县人民政府=issuer/issuer"]


def test_a_line_of_a_regulation_goes_on_with_the_duties_above() -> None:
    lines = ("要制定巡堤细则，落实专人值守", "通过预警平台及时向水文站上报水位")
    rule = "第二条 <各灌区>应当每日巡堤。"
    text, structure, stand_in, directives = build(f"{rule}\n{lines[0]}。\n{lines[1]}。\n")
    more = [unnumbered(f"p{k}", text, line) for k, line in enumerate(lines)]
    found = bodies((text, structure, stand_in, [*directives, *more]))
    assert found["p0"] == found["p1"] == ["各灌区=responsible/inherited"]
    text, structure, stand_in, directives = build(f"二、<各灌区>应当每日巡堤。\n{lines[0]}。\n")
    found = bodies((text, structure, stand_in, [*directives, unnumbered("p0", text, lines[0])]))
    assert found["p0"] == ["某县人民政府=issuer/issuer"]


def test_a_named_set_inherits_the_subject_of_its_sentence() -> None:
    text, structure, stand_in, _ = build(
        "下一步，<各级党委>、<各乡镇>要切实做到“两有”，即堤上有人、库里有沙。"
    )
    members = [
        dataclasses.replace(unnumbered(f"d{k}", text, part), list_id="l1", ordinal=k, lead_in="“两有”，即")
        for k, part in enumerate(("堤上有人", "库里有沙"), 1)
    ]
    found = bodies((text, structure, stand_in, members))
    assert found["d1"] == found["d2"] == ["各级党委=responsible/inherited", "各乡镇=responsible/inherited"]


def test_each_row_has_the_bodies_of_its_own_cells() -> None:
    text, structure, stand_in, _ = build(
        "责任分工表\n序号\t工作任务\t牵头单位\t责任单位\n1\t加固全部堤防\t<县水务局>\t<县财政局>、<县住建局>\n"
        "2\t疏浚全部河道\t<县交通局>\t<各乡镇人民政府>\n\t检修排水管网\t\t\n"
    )
    rows = [
        unnumbered(f"r{k}", text, part)
        for k, part in enumerate(("加固全部堤防", "疏浚全部河道", "检修排水管网"))
    ]
    found = bodies((text, structure, stand_in, rows))
    assert found["r0"] == [
        "县水务局=lead/explicit",
        "县财政局=responsible/explicit",
        "县住建局=responsible/explicit",
    ]
    assert found["r1"] == found["r2"] == ["县交通局=lead/explicit", "各乡镇人民政府=responsible/explicit"]


def test_two_classes_in_one_word_are_two_bodies() -> None:
    found = links("一、<各镇各单位>要加固全部堤防。\n二、<各级各部门>要疏浚全部河道。\n")
    assert found["各镇各单位要"] == ["各镇=responsible/explicit", "各单位=responsible/explicit"]
    assert found["各级各部门要"] == ["各级各部门=responsible/explicit"]


def test_a_subject_nobody_marked_is_linked() -> None:
    found = links("第一条 河道监督机构可以约谈<有关乡镇>负责人。\n第二条 任何单位不得侵占堤防。\n")
    assert found["河道监督机构"] == ["河道监督机构=supervise/explicit"]
    assert found["任何单位不得"] == ["某县人民政府=issuer/issuer"]


def test_its_departments_keep_the_form_that_is_written() -> None:
    found = links(
        "一、<县人民政府>及其水行政部门应当均衡配置泵站。\n二、<镇人民政府>及其部门应当公开支出。\n"
        "三、县人民政府水行政部门和乡镇人民政府应当公布名录。\n"
    )
    assert found["县人民政府及"] == ["县人民政府=responsible/explicit", "水行政部门=responsible/explicit"]
    assert found["镇人民政府及"][1] == "镇人民政府部门=responsible/explicit"
    assert found["县人民政府水"][0] == "县人民政府水行政部门=responsible/explicit"
