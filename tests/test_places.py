"""Places by one character, zones of landscape, parts of awards; titles that name an award."""

import pytest
from test_recognise import check, tagger

__all__ = ["tagger"]

#: The places (and titles) of each sentence, and no others.
PLACES = [
    "会议在<LOC>京</LOC>召开，会期两天。",
    "在<LOC>京津冀</LOC>推广，京剧进校园活动继续开展。",
    "在<LOC>沪</LOC>、<LOC>杭</LOC>、<LOC>穗</LOC>等城市设立联络点。",
    "到<LOC>北上广深</LOC>招聘教师。",
    "青、老、壮结合，甬、台两港联动。",
    "在<LOC>东北森林带</LOC>、<LOC>北方防沙带</LOC>和<LOC>南方丘陵山地带</LOC>造林。",
    "保护<LOC>西南岩溶区</LOC>和<LOC>大小兴安岭</LOC>，治理<LOC>祁连山脉</LOC>矿山。",
    "建设<LOC>青藏高原生态屏障</LOC>，筑牢生态屏障。",
    "首次获得中国质量奖、中国专利金奖的企业给予奖励。",
    "<LOC>中国</LOC>获得金奖的项目增加了。",
    "通过马德里体系注册商标，代表团访问<LOC>马德里</LOC>。",
    "考察<LOC>大同市云冈石窟</LOC>，仪式在<LOC>北京人民大会堂金色大厅</LOC>举行。",
    "由<TITLE>市长</TITLE>主持，颁发市长质量奖。",
    "建立服务专员制度，<TITLE>审计长</TITLE>和<TITLE>秘书长</TITLE>列席。",
    "优先推荐担任党代表、人大代表，邀请<TITLE>人大代表</TITLE>视察。",
    "建设自由贸易试验区（以下简称自贸试验区），自贸试验区要大胆探索，支持<LOC>上海自贸试验区</LOC>先行。",
    "推广“品字标”浙江制造、上海制造品牌，发展<LOC>浙江</LOC>制造业。",
    "关于<LOC>巴朗山隧道</LOC>建设问题，推进<LOC>成都地区</LOC>建设。",
    "进入<LOC>黄岩区智能模具小镇</LOC>和<LOC>仙居医疗器械科技孵化园</LOC>，建设特色小镇，执行浙江制造标准。",
    "在<LOC>海南博鳌乐城国际医疗旅游先行区</LOC>试行。",
    "积极申建<LOC>中国（山西）自由贸易试验区</LOC>，对接<LOC>中国（广东）自由贸易试验区南沙片区</LOC>和<LOC>中国（无锡）跨境电子商务综合试验区</LOC>。",
    "<LOC>中国</LOC>（<LOC>海南</LOC>）的自由贸易试验区建设加快。",
    "访问“中国合肥”门户网站和中国社会扶贫网，推动<LOC>东西部地区</LOC>交流，<LOC>西部地区</LOC>先行，“<LOC>中国</LOC>”二字醒目。",
    "公司设<TITLE>执行董事</TITLE>和<TITLE>总编辑</TITLE>。",
    "<LOC>合浦</LOC>至<LOC>湛江</LOC>铁路开工，<LOC>成昆铁路</LOC>扩能，<LOC>湛江铁路</LOC>口岸扩建。",
    "主动适应城市发展，<LOC>应城市</LOC>设立服务站，深化驻镇帮镇扶村。",
    "融入<LOC>武汉城市圈</LOC>，<LOC>阳新片区</LOC>项目投产，来到<LOC>亭湖区新城街道富康社区</LOC>检查。",
    "会议在<LOC>津南校区东楼</LOC>召开，建设集镇和滨海城市，为治蜀兴川贡献力量，支持科教特区人事改革，招收中国籍学生。",
    "支持<LOC>许昌市城乡一体化示范区</LOC>，考察<LOC>鄂州市临空经济区</LOC>，实现城乡一体化示范。",
    "今年是<LOC>中华人民共和国</LOC>成立75周年，加强闸坝调度，防范封河和凌汛，严禁围湖造田。",
    "建设10个绿电产业园，规划未来农业产业园，加快理顺开发区权责关系。",
]


def test_a_row_with_a_post_begins_with_a_person(tagger):
    check(
        "名单\n<PER>吉林</PER> <LOC>北京市</LOC><TITLE>副市长</TITLE>\n"
        "<PER>王伟明</PER> <ORG>海关总署</ORG><TITLE>副署长</TITLE>",
        tagger,
        types={"LOC", "TITLE", "PER", "ORG"},
    )


@pytest.mark.parametrize("text", PLACES)
def test_places_and_titles(text, tagger):
    check(text, tagger, types={"LOC", "TITLE"})
