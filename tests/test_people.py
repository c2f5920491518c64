"""Positions: before and behind the name, in member tables, and with the body left out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_link import REGISTRY, link

from pipeline.link import link_bodies
from pipeline.records import Head, Mention, Structure


def positions(marked: str, **head: object) -> dict[str, list[tuple[str, str]]]:
    linked, text = link(marked, **head)
    for person in linked.people:
        for position in person.positions:
            assert 0 <= position.start < position.end <= len(text)
    return {p.name: [(x.body, x.title) for x in p.positions] for p in linked.people}


SICHUAN = "<ORG>四川省人民政府</ORG>网，全省。"
YANCHENG = "<ORG>盐城市人民政府</ORG>网，我市。"

BEFORE = [
    (
        SICHUAN + "会议由<ORG>省政府教育督导委员会办公室</ORG>主任，<ORG>教育厅</ORG>副总督学、"
        "<ORG>督导审计处</ORG>处长<PER>李明</PER>主持。",
        "李明",
        [
            ("四川省人民政府教育督导委员会办公室", "主任"),
            ("四川省教育厅", "副总督学"),
            ("四川省教育厅督导审计处", "处长"),
        ],
    ),
    (
        YANCHENG + "<ORG>市委</ORG>书记、<ORG>市人大常委会</ORG>主任<PER>杨大海</PER>讲话。",
        "杨大海",
        [("中共盐城市委", "书记"), ("盐城市人民代表大会常务委员会", "主任")],
    ),
    (
        YANCHENG + "<ORG>市委</ORG>副书记、市长<PER>周一</PER>到会。",
        "周一",
        [("中共盐城市委", "副书记"), ("盐城市人民政府", "市长")],
    ),
    (
        YANCHENG + "<ORG>市卫健委党委</ORG>书记、主任<PER>崔静</PER>发言。",
        "崔静",
        [("盐城市卫生健康委员会党委", "书记"), ("盐城市卫生健康委员会", "主任")],
    ),
    (
        YANCHENG + "<ORG>市委</ORG>常委、组织部长<PER>王五一</PER>说。",
        "王五一",
        [("中共盐城市委", "常委"), ("中共盐城市委组织部", "部长")],
    ),
    (YANCHENG + "原<ORG>市教育局</ORG>局长<PER>赵六</PER>出席。", "赵六", [("盐城市教育局", "局长")]),
    (YANCHENG + "时任<ORG>市教育局</ORG>副局长<PER>赵六</PER>出席。", "赵六", [("盐城市教育局", "副局长")]),
    (
        YANCHENG + "<ORG>市教育局</ORG>局长兼<ORG>市招生办</ORG>主任<PER>赵六</PER>。",
        "赵六",
        [("盐城市教育局", "局长"), ("盐城市招生办", "主任")],
    ),
    ("<ORG>国务院</ORG>总理<PER>李强</PER>主持。", "李强", [("国务院", "总理")]),
    ("<LOC>法国</LOC>总统<PER>马克龙</PER>来访。", "马克龙", [("法国", "总统")]),
    ("<LOC>印尼</LOC><PER>普拉博沃</PER>总统来访。", "普拉博沃", [("印尼", "总统")]),
    ("<ORG>世界银行</ORG><PER>金墉</PER>行长致辞。", "金墉", [("世界银行", "行长")]),
    (
        "拥护以<PER>习近平</PER>同志为<TITLE>总书记</TITLE>的<ORG>党中央</ORG>。",
        "习近平",
        [("中共中央", "总书记")],
    ),
    (
        "感谢<ORG>非洲联盟委员会</ORG><TITLE>主席</TITLE><PER>法基</PER>先生。",
        "法基",
        [("非洲联盟委员会", "主席")],
    ),
    ("正如<PER>古特雷斯</PER><TITLE>秘书长</TITLE>所言。", "古特雷斯", [("联合国", "秘书长")]),
    ("<LOC>越南</LOC>国家主席<PER>阮文山</PER>来访。", "阮文山", [("越南", "国家主席")]),
    ("<ORG>外交部</ORG>长<PER>王一</PER>出席。", "王一", [("外交部", "部长")]),
    (
        "国务院办公厅对全国政协九届二次会议第7号提案的答复\n<PER>李明远</PER>、<PER>周一</PER>委员：\n提案收悉。",
        "李明远",
        [("中国人民政治协商会议全国委员会", "委员")],
    ),
    (
        "<ORG>中共中央</ORG>总书记、国家主席、<ORG>中央军委</ORG>主席<PER>习近平</PER>。",
        "习近平",
        [("中共中央", "总书记"), ("中华人民共和国", "主席"), ("中央军事委员会", "主席")],
    ),
]


@pytest.mark.parametrize(("text", "name", "held"), BEFORE)
def test_posts_before_the_name(text: str, name: str, held: list[tuple[str, str]]) -> None:
    assert positions(text)[name] == held


AFTER = [
    ("<PER>习近平</PER>总书记强调。", "习近平", [("中共中央", "总书记")]),
    ("<PER>李克强</PER>总理指出。", "李克强", [("国务院", "总理")]),
    ("到会的有<PER>张三</PER>（<ORG>教育部</ORG>副部长）等。", "张三", [("教育部", "副部长")]),
    (
        "<PER>张三</PER> <ORG>教育部</ORG>副部长\n<PER>李四</PER> <ORG>财政部</ORG>副部长",
        "李四",
        [("财政部", "副部长")],
    ),
    ("任命<PER>张三</PER>为<ORG>教育部</ORG>副部长。", "张三", [("教育部", "副部长")]),
    ("免去<PER>张三</PER>的<ORG>教育部</ORG>副部长职务。", "张三", [("教育部", "副部长")]),
    # a rank between the name and the posts; a post that was held before
    (
        "名单\n<PER>张三</PER>教授、<ORG>华中师范大学</ORG>原校长\n",
        "张三",
        [("华中师范大学", "原校长")],
    ),
    (
        "名单\n<PER>张三</PER>研究员、<ORG>华中师范大学</ORG>原党委书记\n",
        "张三",
        [("华中师范大学党委", "原书记")],
    ),
    ("<PER>张三</PER>教授、李四到会。", "张三", []),
    (YANCHENG + "<ORG>市教育局</ORG>局长由<PER>张三</PER>同志兼任。", "张三", [("盐城市教育局", "局长")]),
    (
        YANCHENG + "<ORG>市残联</ORG>理事长由<ORG>市水利局</ORG>副局长<PER>张三</PER>担任。",
        "张三",
        [("盐城市残疾人联合会", "理事长"), ("盐城市水利局", "副局长")],
    ),
    (
        YANCHENG + "会议由<ORG>市水利局</ORG>副局长<PER>张三</PER>主持。",
        "张三",
        [("盐城市水利局", "副局长")],
    ),
]


@pytest.mark.parametrize(("text", "name", "held"), AFTER)
def test_posts_behind_the_name(text: str, name: str, held: list[tuple[str, str]]) -> None:
    assert positions(text)[name] == held


def test_member_tables_give_the_groups_posts_and_the_own_ones() -> None:
    text = (
        YANCHENG + "\n<ORG>盐城市防汛工作领导小组</ORG>成员名单\n组长：<PER>张三</PER> 副市长\n"
        "副组长：<PER>李四</PER> <ORG>市水利局</ORG>局长\n<PER>王五</PER> <ORG>市应急局</ORG>局长\n"
        "成员：<PER>赵六</PER>、<PER>孙七</PER>\n三、工作职责由各部门承担。<PER>周八</PER>不在其中。"
    )
    found = positions(text)
    group = "盐城市防汛工作领导小组"
    assert found["张三"] == [(group, "组长"), ("盐城市人民政府", "副市长")]
    assert found["王五"] == [(group, "副组长"), ("盐城市应急管理局", "局长")]
    assert found["孙七"] == [(group, "成员")]
    assert found["周八"] == []


def test_a_small_heading_or_an_unknown_name_ends_no_table() -> None:
    text = (
        YANCHENG + "\n<ORG>盐城市防汛工作委员会</ORG>组成人员名单\n委员：\n（一）部门委员\n"
        "<PER>张三</PER> <ORG>市水利局</ORG>局长\n欧某 市水利局副局长\n"
        "（二）专家委员（按姓氏笔画为序）\n<PER>李四</PER>研究员、<ORG>河海大学</ORG>院长\n"
        "委员会每年开会。\n<PER>王五</PER>不在其中。"
    )
    found = positions(text)
    assert ("盐城市防汛工作委员会", "委员") in found["张三"]
    assert found["李四"] == [("盐城市防汛工作委员会", "委员"), ("河海大学", "院长")]
    assert found["王五"] == []


def test_brackets_of_either_width_close_behind_the_bodies_of_members() -> None:
    text = (
        YANCHENG
        + "\n<ORG>盐城市节水工作领导小组</ORG>成员名单\n成员：<PER>张三</PER>（<ORG>市水利局</ORG>)\n"
        "<PER>李四</PER>（<ORG>市财政局</ORG>，联系人<PER>王五</PER>）\n<PER>赵六</PER>(<ORG>市教育局</ORG>)\n"
    )
    found = positions(text)
    member = [("盐城市节水工作领导小组", "成员")]
    assert found["张三"] == found["李四"] == found["赵六"] == member
    assert found["王五"] == []


def test_a_row_that_lost_its_space_in_front_of_a_region() -> None:
    found = positions(YANCHENG + "\n<PER>张三</PER>盐都区副区长\n<PER>李四</PER>盐都区见到了他。\n")
    assert found == {"张三": [("盐城市盐都区人民政府", "副区长")], "李四": []}


def test_the_deputies_of_an_office_in_one_sentence_with_its_head() -> None:
    office = YANCHENG + "<ORG>市节水办公室</ORG>主任由<PER>张三</PER>同志兼任，"
    found = positions(office + "副主任由<PER>李四</PER>、<PER>王五</PER>兼任。<PER>赵六</PER>任务重。")
    deputy = [("盐城市节水办公室", "副主任")]
    assert found == {"张三": [("盐城市节水办公室", "主任")], "李四": deputy, "王五": deputy, "赵六": []}
    assert positions(office + "副组长由<PER>李四</PER>兼任。")["李四"] == []


def test_the_members_of_a_zones_group_hold_posts_of_the_zone() -> None:
    head = "成立<ORG>临江经济开发区防汛工作专班</ORG>，组成人员名单如下：\n"
    rows = (
        "组长：<PER>张三</PER> 工委书记\n副组长：<PER>李四</PER> 副主任\n<PER>王五</PER> 三级调研员\n"
        "成员：<PER>赵六</PER> <ORG>招商服务部</ORG>部长\n<PER>孙七</PER> 财务室负责人\n"
        "<PER>周八</PER> <ORG>财政部</ORG>副部长\n<PER>吴九</PER> 教授\n"
    )
    own = {name: held[1:] for name, held in positions(head + rows + "专班每周开会。\n").items()}
    zone = "临江经济开发区"
    assert own["张三"] == [(f"中共{zone}工委", "书记")]
    assert own["李四"] == [(zone, "副主任")] and own["王五"] == [(zone, "三级调研员")]
    assert own["赵六"] == [(f"{zone}招商服务部", "部长")] and own["孙七"] == [(f"{zone}财务室", "负责人")]
    assert own["周八"] == [("财政部", "副部长")] and own["吴九"] == []
    # a group about the zones is none of theirs
    found = positions(head.replace("临江经济开发区防汛", "推进经济开发区建设") + rows)
    assert all(zone not in body for held in found.values() for body, _ in held)
    assert len(found["李四"]) == 1


def test_a_group_that_its_sentence_names_at_the_end() -> None:
    group = "<ORG>全市夏季防火工作领导小组</ORG>"
    text = (
        YANCHENG
        + "成立由<ORG>市应急局</ORG>局长<PER>张三</PER>任组长，<ORG>市水利局</ORG>局长<PER>李四</PER>任"
        "副组长，各镇镇长为成员的" + group + "。<PER>王五</PER>任组长的事以后再说，" + group + "照旧。"
    )
    found = positions(text)
    assert [title for _, title in found["张三"]] == ["局长", "组长"]
    assert [title for _, title in found["李四"]] == ["局长", "副组长"]
    assert found["张三"][1][0] == found["李四"][1][0] and "夏季防火工作领导小组" in found["李四"][1][0]


def test_what_one_is_given_is_no_post_of_the_next() -> None:
    found = positions(
        YANCHENG
        + "<ORG>市节水工作领导小组</ORG>由<PER>张三</PER>任组长，<ORG>市水利局</ORG>局长<PER>李四</PER>、"
        "<ORG>市财政局</ORG>局长<PER>王五</PER>任副组长。"
    )
    assert [title for _, title in found["李四"]] == ["局长", "副组长"]
    assert [title for _, title in found["王五"]] == ["局长", "副组长"]
    found = positions(
        YANCHENG
        + "<ORG>市节水工作领导小组</ORG>开会，<PER>张三</PER>和<ORG>市水利局</ORG>局长<PER>李四</PER>讲话，"
        "<PER>王五</PER>、<ORG>市财政局</ORG>的<PER>赵六</PER>任副组长。"
    )
    assert found["张三"] == found["王五"] == []


def test_a_date_above_a_member_list_is_no_part_of_the_groups_name() -> None:
    text = (
        "<ORG>国务院</ORG>\n2022年3月21日\n河道保护部际联席会议成员名单\n"
        "召集人：<PER>张三</PER> <ORG>水利部</ORG>部长\n"
        "成员：<PER>李四</PER> <ORG>财政部</ORG>副部长\n<PER>王五</PER> <ORG>教育部</ORG>副部长"
    )
    found = positions(text)
    assert found["张三"] == [("河道保护部际联席会议", "召集人"), ("水利部", "部长")]
    assert found["王五"] == [("河道保护部际联席会议", "成员"), ("教育部", "副部长")]


def test_who_signs_an_order_holds_the_post_of_its_body() -> None:
    text = "<ORG>国务院</ORG>令\n《河道条例》现予公布。\n总理 <PER>李克强</PER>\n2018年11月6日"
    assert positions(text)["李克强"] == [("国务院", "总理")]
    text = "会议由\n局长 <PER>张三</PER>主持。"
    assert positions(text)["张三"] == []


def test_names_that_share_a_title() -> None:
    found = positions(
        YANCHENG + "<ORG>市委第二巡察组</ORG>副组长<PER>王康</PER>、<PER>刘华</PER>、<PER>葛富</PER>出席。"
    )
    assert found["王康"] == found["刘华"] == found["葛富"] == [("中共盐城市委第二巡察组", "副组长")]


def test_a_bare_post_is_below_one_of_its_sentence() -> None:
    found = positions(
        "<ORG>浙江省人大常委会</ORG>主任<PER>张三</PER>主持会议，副主任<PER>李四</PER>、<PER>王五</PER>和秘书长<PER>赵六</PER>出席。"
        "副主任<PER>钱七</PER>请假。"
    )
    chaired = "浙江省人民代表大会常务委员会"
    assert found["李四"] == found["王五"] == [(chaired, "副主任")]
    assert (found["赵六"], found["钱七"]) == ([(chaired, "秘书长")], [])


def test_who_is_listed_before_a_post_holds_it() -> None:
    found = positions(
        YANCHENG
        + "由<PER>张三</PER>、<PER>李四</PER>和<PER>王五</PER>同志兼任<ORG>市节水办公室</ORG>副主任，"
        "<PER>赵六</PER>、<PER>钱七</PER>任务繁重。"
    )
    vice = [("盐城市节水办公室", "副主任")]
    assert found == {"张三": vice, "李四": vice, "王五": vice, "赵六": [], "钱七": []}


def test_the_deputies_whose_office_is_named_with_its_head() -> None:
    head = (
        YANCHENG + "<PER>张三</PER>同志兼任<ORG>市节水办公室</ORG>主任，<PER>李四</PER>、<PER>王五</PER>{}。"
    )
    deputy = [("盐城市节水办公室", "副主任")]
    found = positions(head.format("任副主任"))
    assert found["李四"] == found["王五"] == deputy
    assert positions(head.format("任副组长"))["李四"] == positions(head.format("到会"))["李四"] == []


def test_a_sentence_below_the_rows_is_no_row() -> None:
    rows = (
        YANCHENG
        + "\n<ORG>盐城市节水工作领导小组</ORG>成员名单\n成员：<PER>张三</PER>（<ORG>市水利局</ORG>）\n{}\n"
    )
    office = "领导小组下设<ORG>办公室</ORG>，由<PER>李四</PER>负责日常工作。"
    assert positions(rows.format(office))["李四"] == []
    assert positions(rows.format("<PER>李四</PER>（<ORG>市财政局</ORG>）。"))["李四"] != []


def test_rows_of_a_table_with_the_post_in_a_further_cell() -> None:
    text = YANCHENG + "\n<PER>张三</PER>\t副组长\t<ORG>市水利局</ORG>局长\n<PER>李四</PER>\t成员\t\n"
    assert positions(text)["张三"][-1] == ("盐城市水利局", "局长")


def test_a_table_of_columns() -> None:
    text = (
        YANCHENG + "\n姓名\t性别\t单位\t职务\n<PER>张三</PER>\t女\t<ORG>市水利局</ORG>\t副局长\n"
        "<PER>李四</PER>\t处长\t<ORG>市财政局</ORG>\n<PER>王五</PER>\t市长\t<ORG>市教育局</ORG>\n"
        "<PER>赵六</PER>\t男\t某某小学\t校长\n"
    )
    found = positions(text)
    assert found["张三"] == [("盐城市水利局", "副局长")] and found["李四"] == [("盐城市财政局", "处长")]
    assert found["王五"] == [("盐城市人民政府", "市长")] and found["赵六"] == []


@pytest.mark.parametrize(
    ("text", "name", "held"),
    [
        # a department or an office of what is named before it; a town and a village by their party's committees
        ("<ORG>市政府</ORG>党组成员、<ORG>公安局</ORG>局长<PER>张三</PER>到会。", "张三", ("盐城市公安局", "局长")),
        ("<ORG>市委</ORG>副秘书长、办公室主任<PER>张三</PER>到会。", "张三", ("中共盐城市委办公室", "主任")),
        ("<ORG>青龙镇党委</ORG>书记、镇长<PER>张三</PER>到会。", "张三", ("青龙镇人民政府", "镇长")),
        ("据<ORG>镇党委</ORG>书记<PER>张三</PER>介绍。", "张三", ("镇党委", "书记")),
        ("城关<ORG>镇党委</ORG>书记<PER>张三</PER>发言。", "张三", ("城关镇党委", "书记")),
        ("<ORG>红星村党支部</ORG>书记、村委会主任<PER>张三</PER>到会。", "张三", ("红星村村委会", "主任")),
        # what a body does to whom it names next
        ("<ORG>市教育局</ORG>表彰第九中学校长<PER>张三</PER>。", "张三", ("第九中学", "校长")),
        # how long a post is given, behind it; who loses one
        ("<PER>张三</PER>为<ORG>市水利局</ORG>副局长（试用期一年）；", "张三", ("盐城市水利局", "副局长")),
        ("免去<PER>张三</PER>同志<ORG>市水利局</ORG>副局长职务。", "张三", ("盐城市水利局", "副局长")),
        ("<PER>张三</PER>（回族）为<ORG>市水利局</ORG>副局长；", "张三", ("盐城市水利局", "副局长")),
        ("<ORG>河海大学党委</ORG>书记<PER>李四</PER>、校长<PER>张三</PER>到会。", "张三", ("河海大学", "校长")),
        ("<ORG>漳河新区党工委</ORG>书记、管委会主任<PER>张三</PER>到会。", "张三", ("盐城市漳河新区管理委员会", "主任")),
        ("<ORG>长江水务公司</ORG>总经理<PER>李四</PER>、董事长<PER>张三</PER>到会。", "张三", ("长江水务公司", "董事长")),
        ("<ORG>市公安局</ORG>党委委员、交警大队长<PER>张三</PER>任组长。", "张三", ("盐城市公安局交警大队", "大队长")),
        ("对事故负有主要责任的三矿维修队队长<PER>张三</PER>受到处分。", "张三", ("三矿维修队", "队长")),
        ("会见<LOC>美国</LOC><ORG>财政部</ORG>部长<PER>张三</PER>。", "张三", ("美国财政部", "部长")),
        ("<TITLE>国务委员</TITLE><PER>张三</PER>出席。", "张三", ("国务院", "国务委员")),
        ("<LOC>香港特别行政区</LOC>行政长官<PER>张三</PER>出席。", "张三", ("香港特别行政区", "行政长官")),
    ],
)  # fmt: skip
def test_whose_post_it_is(text: str, name: str, held: tuple[str, str]) -> None:
    assert held in positions(YANCHENG + "\n" + text)[name]


def test_where_somebody_comes_from_is_not_where_the_document_is() -> None:
    visit = "<ORG>市委</ORG>书记<PER>张三</PER>来到<LOC>亭湖区</LOC>，{}，他要求抓好落实。"
    left = "从<LOC>武汉市</LOC>返乡、来自<LOC>武汉市</LOC>的人员，<LOC>武汉市</LOC>回乡人员逐一登记"
    assert positions(visit.format(left))["张三"] == [("中共盐城市委", "书记")]
    stayed = "<LOC>武汉市</LOC>的人员，<LOC>武汉市</LOC>的街道，<LOC>武汉市</LOC>社区逐一登记"
    assert positions(visit.format(stayed))["张三"] != [("中共盐城市委", "书记")]


def test_the_posts_of_a_towns_own_notice() -> None:
    text = "<ORG>盐城市青龙镇人民政府</ORG>通知。\n由党委副书记、镇长<PER>张三</PER>负责。"
    own = positions(text, issuers=["盐城市青龙镇人民政府"])["张三"]
    assert own == [("盐城市青龙镇党委", "副书记"), ("盐城市青龙镇人民政府", "镇长")]
    text = text.replace("青龙镇人民政府", "人民政府")
    assert positions(text, issuers=["盐城市人民政府"])["张三"] == [("党委", "副书记"), ("镇政府", "镇长")]


def test_a_mayor_of_a_city_nobody_knows() -> None:
    text = "<ORG>市政府</ORG>开会。副市长<PER>张三</PER>主持。"
    assert positions(text)["张三"] == [("市政府", "副市长")]
    assert positions(text.replace("市政府", "水利部"))["张三"] == []


def test_a_rank_in_front_of_the_post_of_a_row() -> None:
    found = positions("名单\n<PER>张三</PER>院士、<ORG>科学技术部</ORG>副部长\n")
    assert found == {"张三": [("科学技术部", "副部长")]}


def test_the_next_name_with_a_post_of_its_own_shares_nothing() -> None:
    found = positions("<ORG>教育部</ORG>部长<PER>张三</PER>、<ORG>财政部</ORG>部长<PER>李四</PER>出席。")
    assert found == {"张三": [("教育部", "部长")], "李四": [("财政部", "部长")]}


@pytest.mark.parametrize(
    "text",
    [
        "（记者 <PER>赵文</PER>）",
        "<PER>纳吉布</PER>总理表示感谢。",
        "会议由<PER>查文</PER>主持。",
        "学习贯彻<PER>雷锋</PER>精神。",
        "各单位主要负责人参加，<PER>张三</PER>讲话。",
    ],
)
def test_no_post_is_made_up(text: str) -> None:
    assert all(not held for held in positions(text).values())


def test_one_record_a_person_and_no_post_twice() -> None:
    found = positions(
        "<ORG>教育部</ORG>部长<PER>张三</PER>讲话。<ORG>教育部</ORG>部长<PER>张三</PER>指出。<PER>李四</PER>。"
    )
    assert found == {"张三": [("教育部", "部长")], "李四": []}


def test_another_countrys_centre_is_not_ours() -> None:
    found = positions("越共<ORG>中央</ORG>总书记<PER>苏林</PER>致贺。")
    assert ("中共中央", "总书记") not in found["苏林"]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["张三", "李四", "局长", "书记", "、", "，", "：", "\n", "市教育局", "（", "）", "组长", "任"]
        ),
        max_size=25,
    )
)
def test_positions_always_point_into_the_text(pieces: list[str]) -> None:
    text, mentions = "", []
    for piece in pieces:
        kind = {"张三": "PER", "李四": "PER", "市教育局": "ORG", "局长": "TITLE", "书记": "TITLE"}.get(piece)
        if kind:
            mentions.append(Mention(kind, piece, len(text), len(text) + len(piece)))
        text += piece
    linked = link_bodies(text, Structure(Head(), ()), mentions, REGISTRY)
    for person in linked.people:
        for position in person.positions:
            assert position.body and position.title and 0 <= position.start < position.end <= len(text)
