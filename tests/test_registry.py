"""The registry: central bodies with their lifetimes, regions with codes, corrections that are obeyed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link.corrections import Correction
from pipeline.link.corrections import read_corrections as read_table
from pipeline.link.registry import Registry, load_registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.mark.parametrize(
    ("written", "date", "name"),
    [
        ("银监会", "2017-05-01", "中国银行业监督管理委员会"),
        ("保监会", "2010", "中国保险监督管理委员会"),
        ("银保监会", "2020-07-15", "中国银行保险监督管理委员会"),
        ("金融监管总局", "2024-01-02", "国家金融监督管理总局"),
        ("广电总局", "2010", "国家广播电影电视总局"),
        ("广电总局", "2015", "国家新闻出版广电总局"),
        ("广电总局", "2021", "国家广播电视总局"),
        ("国家计委", "1996", "国家计划委员会"),
        ("国家计委", "2001", "国家发展计划委员会"),
        ("药监局", "2005", "国家食品药品监督管理局"),
        ("药监局", "2019-01-12", "国家药品监督管理局"),
        ("中央网信办", "2020", "中央网络安全和信息化委员会办公室"),
        ("党中央", "", "中共中央"),
        ("国办", "", "国务院办公厅"),
        ("税务总局", "", "国家税务总局"),
        ("扶贫办", "2018-11-20", "国务院扶贫开发领导小组办公室"),
        ("中央网信办", "2016", "中央网络安全和信息化领导小组办公室"),
        ("中央党校", "2012", "中共中央党校"),
        ("中央党校", "2022-09", "中共中央党校（国家行政学院）"),
        ("国家行政学院", "2013", "国家行政学院"),
        ("中央编译局", "2015", "中共中央马克思恩格斯列宁斯大林著作编译局"),
        ("中央财办", "2015", "中央财经领导小组办公室"),
        ("国家防办", "", "国家防汛抗旱总指挥部办公室"),
        ("国务院联防联控机制", "2021", "国务院应对新型冠状病毒感染肺炎疫情联防联控机制"),
    ],
)
def test_central_bodies_are_found_in_their_time(
    registry: Registry, written: str, date: str, name: str
) -> None:
    body = registry.find_central(written, date)
    assert body is not None and body.name == name


@pytest.mark.parametrize(
    "written",
    ["发展改革委", "文物局", "国资委", "扶贫办", "残联", "统计局", "财政部门", "烟草局", "社科院", "疾控局"],
)
def test_names_that_local_bodies_share_need_a_national_document(registry: Registry, written: str) -> None:
    assert registry.find_central(written, national=False) is None


def test_successors_and_parents_are_bodies_themselves(registry: Registry) -> None:
    assert registry.by_name["中国银行业监督管理委员会"].successor == "中国银行保险监督管理委员会"
    assert registry.by_name["中国银行保险监督管理委员会"].successor == "国家金融监督管理总局"
    for body in registry.central:
        assert body.successor == "" or body.successor in registry.by_name, body
        assert body.parent is None or body.parent in registry.by_name, body
        assert not body.valid_to or not body.valid_from or body.valid_from < body.valid_to, body


def test_no_alias_means_two_bodies_at_once(registry: Registry) -> None:
    living: dict[str, str] = {}
    for body in registry.central:
        if not body.valid_to:
            for alias in (body.name, *body.aliases):
                assert living.setdefault(alias, body.name) == body.name, alias


@pytest.mark.parametrize(
    ("written", "full"),
    [
        ("发改局", "发展和改革局"),
        ("经信委", "经济和信息化委员会"),
        ("人社厅", "人力资源和社会保障厅"),
        ("人力社保局", "人力资源和社会保障局"),
        ("文广新局", "文化广电新闻出版局"),
        ("卫健委", "卫生健康委员会"),
        ("市场监管局", "市场监督管理局"),
        ("金融办", "金融工作办公室"),
        ("残联", "残疾人联合会"),
        ("财政局", "财政局"),
        ("建委", None),
        ("建管局", None),
        ("财税局", None),
        ("财政部门", None),
    ],
)
def test_departments_are_spelled_out_or_left_alone(
    registry: Registry, written: str, full: str | None
) -> None:
    assert registry.expand_department(written) == full


@pytest.mark.parametrize(
    ("name", "official", "code"),
    [
        ("吴兴区教育局", "湖州市吴兴区", "330502"),
        ("浙江省湖州市吴兴区教育局", "湖州市吴兴区", "330502"),
        ("临海市商务局", "临海市", "331082"),
        ("昭觉县人民政府", "昭觉县", "513431"),
        ("红河州公安局", "红河哈尼族彝族自治州", "532500"),
        ("广东珠海市财政局", "珠海市", "440400"),
        ("上海市徐汇区政府", "上海市徐汇区", "310104"),
        ("新疆维吾尔自治区教育厅", "新疆维吾尔自治区", "650000"),
        ("玉环县财政局", "玉环县", "331083"),
        ("绍兴县教育局", "绍兴县", "330603"),
        ("北京市崇文区教育局", "北京市崇文区", "110101"),
        ("毕节地区民政局", "毕节地区", "520500"),
        ("宁波市江东区教育局", "宁波市江东区", "330212"),
        # cities without districts
        ("东莞市教育局", "东莞市", "441900"),
        ("嘉峪关市教育局", "嘉峪关市", "620200"),
    ],
)
def test_regions_that_open_a_name(registry: Registry, name: str, official: str, code: str) -> None:
    found, length = registry.regions.leading(name)
    assert [(registry.regions.official(r), r.code) for r in found] == [(official, code)]
    assert name[length:]


@pytest.mark.parametrize(
    "name", ["全州文化工作", "和平饭店", "教育局", "市场监管局", "", "县", "西安区域创新中心"]
)
def test_no_region_where_none_is_named(registry: Registry, name: str) -> None:
    assert registry.regions.leading(name) == ([], 0)


def test_regions_of_one_name_stay_apart(registry: Registry) -> None:
    found, _ = registry.regions.leading("鼓楼区教育局")
    assert {r.code for r in found} == {"320106", "320302", "350102", "410204"}


def test_scan_leaves_words_that_only_look_like_regions(registry: Registry) -> None:
    assert registry.regions.scan("省和县级以上人民政府") == []
    assert registry.regions.scan("三甲医院和县医院") == []
    assert [(s, e) for s, e, _ in registry.regions.scan("马鞍山市和县，和县")] == [(0, 4), (4, 6), (7, 9)]
    assert [(s, e) for s, e, _ in registry.regions.scan("成都市、绵阳市和资阳市")] == [
        (0, 3),
        (4, 7),
        (8, 11),
    ]


@given(st.text(alphabet="省市县区州湖吴兴临海教育局、中共", max_size=40))
def test_scan_and_leading_never_fail_and_stay_in_the_text(text: str) -> None:
    registry = _REGISTRY
    found, length = registry.regions.leading(text)
    assert 0 <= length <= len(text) and bool(found) == bool(length)
    last = 0
    for start, end, regions in registry.regions.scan(text):
        assert last <= start < end <= len(text) and regions
        last = end


def test_ids_depend_on_name_and_region_only(registry: Registry) -> None:
    assert registry.body_id("四川省教育厅", "510000") == registry.body_id("四川省教育厅", "510000")
    assert registry.body_id("四川省教育厅", "510000") != registry.body_id("云南省教育厅", "530000")
    assert load_registry().body_id("教育部", None) == registry.body_id("教育部", None)


@pytest.mark.parametrize("separator", ["\t", ","])
def test_corrections_are_read_from_both_forms(tmp_path: Path, separator: str) -> None:
    file = tmp_path / "bodies.txt"
    rows = [
        ("surface", "canonical", "level", "region_code", "parent"),
        ("老干局", "甲市委老干部局", "city", "", ""),
    ]
    file.write_text("\n".join(separator.join(row) for row in rows), "utf-8")
    found = read_corrections(file)
    assert found["老干局"].canonical == "甲市委老干部局"
    assert found["甲市委老干部局"].level == "city" and found["老干局"].region_code is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_corrections_come_back_as_spreadsheets_save_them(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "bodies.tsv"
    file.write_text("surface\tcanonical\r\n老干局\t甲市委老干部局\r\n", encoding)
    assert read_corrections(file)["老干局"].canonical == "甲市委老干部局"


def write_workbook(path: Path, rows: Sequence[Sequence[object]]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(path)


def test_corrections_from_a_workbook(tmp_path: Path) -> None:
    rows = [
        ("Surface", " canonical", "level", "region_code", None, "remark"),
        ("老干局", "甲市委老干部局", "city", 320900, None, "问过"),
        (None, None, None, None, None, None),
        ("市一院", "盐城市第一人民医院", None, 320900.0, None, None),
    ]
    write_workbook(tmp_path / "bodies.xlsx", rows)
    found = read_corrections(tmp_path / "bodies.xlsx")
    assert found["老干局"] == Correction("甲市委老干部局", "city", "320900", None)
    assert found["市一院"].region_code == "320900"


def test_cells_as_spreadsheets_save_them(tmp_path: Path) -> None:
    file = tmp_path / "bodies.csv"
    text = '# 说明\r\nsurface;canonical;parent\r\n\r\n\'=甲局;  甲市财政局 ;\r\n"乙""局";"乙市\n局";丙\r\n;;丁\r\n'
    file.write_bytes(text.encode("utf-8-sig"))
    found = read_corrections(file)
    assert found["=甲局"].canonical == "甲市财政局"
    assert found['乙"局'] == Correction("乙市\n局", None, None, "丙")


def test_a_row_of_its_own_outranks_a_mention_in_another(tmp_path: Path) -> None:
    file = tmp_path / "bodies.csv"
    file.write_text(
        "surface,canonical,level\n旧局,新局,county\n新局,新局,city\n甲局,旧局,\n", encoding="utf-8"
    )
    found = read_corrections(file)
    assert found["新局"].level == "city"
    assert found["甲局"].canonical == "旧局"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("name_of_it,level\n甲,city", r"no column 'canonical' \(its first line has 'name_of_it', 'level'\)"),
        ("", "no column 'canonical'; write a header line"),
        ("surface,canonical,canonical\n甲,乙,丙", "two columns 'canonical'"),
        (
            "surface,canonical,level\n\n甲局,甲市局,地级",
            r"row 3: there is no level '地级'; levels are national",
        ),
        ("surface,canonical,region_code\n甲局,甲市局,999999", r"row 2: '999999' is no code of GB/T 2260"),
        ("surface,canonical,region_code\n甲局,甲市局,3.2E+05", "is no code of GB/T 2260"),
        (
            "surface,canonical\n甲局,甲市局\n甲局,乙市局",
            "'甲局' is sent to '甲市局' in row 2 and to '乙市局' in row 3",
        ),
        ("surface,canonical\n甲局,乙局\n乙局,丙局\n丙局,甲局", "甲局 → 乙局 → 丙局 → 甲局 goes in a circle"),
    ],
)
def test_tables_that_cannot_be_meant(tmp_path: Path, rows: str, message: str) -> None:
    file = tmp_path / "bodies.csv"
    file.write_text(rows, encoding="utf-8")
    with pytest.raises(ValueError, match=message) as caught:
        read_corrections(file)
    assert str(file) in str(caught.value)


@pytest.mark.parametrize(
    ("data", "message"),
    [(b"PK\3\4\0\0\xff\xff", "no readable workbook"), (b"\xff\xff\xff\xff", "no text file")],
)
def test_corrections_that_are_no_table(tmp_path: Path, data: bytes, message: str) -> None:
    file = tmp_path / "bodies.xlsx"
    file.write_bytes(data)
    with pytest.raises(ValueError, match=message):
        read_corrections(file)


def test_every_rule_of_linking_is_explained() -> None:
    from test_link import link

    from pipeline.lexicon import read_lexicon

    rules = set(link("由<ORG>教育部</ORG>负责。")[0].names.rules)
    assert len(rules) > 10
    assert rules | {"written"} == {row[0] for row in read_lexicon("body_rules.txt")}


def read_corrections(path: Path) -> dict[str, Correction]:
    return read_table(path, _REGISTRY.regions)


_REGISTRY = load_registry()
