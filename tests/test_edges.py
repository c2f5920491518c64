"""Where names begin and end beside verbs, ranks and quotes; what reads like a name and is none."""

import pytest
from test_recognise import check, tagger

__all__ = ["tagger"]

#: The bodies, people and places of each sentence, and nothing else.
NAMES = [
    # what leads to the first of a list stays outside
    "拟改制的合作社，经<ORG>县经信局</ORG>、<ORG>县水利局</ORG>会同<ORG>有关部门</ORG>确认后可申报。",
    # ranks of who awards or approves
    "获得<ORG>省部级以上体育主管部门</ORG>表彰的，由<ORG>省级及省级以下水利部门</ORG>登记。",
    "设施建成后移交<ORG>属地区级民政部门</ORG>管理。",
    # kinds of institutions
    "到<ORG>医疗保健机构</ORG>复查，由<ORG>妇幼保健机构</ORG>随访，报<ORG>登记注册机关</ORG>备案。",
    "由<ORG>社会团体登记管理机关</ORG>清理。",
    "严禁<ORG>医疗机构财务部门</ORG>坐支，收入由<ORG>单位财务部门</ORG>统一核算。",
    # groups named by what they do
    "<ORG>推进企业上市工作领导小组成员单位</ORG>要主动服务。",
    "提请<ORG>对接资本市场工作领导小组</ORG>研究。",
    "首次承担<ORG>全国茶叶专业标准化技术委员会</ORG>工作。",
    # offices with a name in quotes, a second name in brackets
    "报<ORG>县“四提升办”</ORG>备案，由<ORG>市“两减办”</ORG>通报。",
    "<ORG>市行政审批服务中心（政务服务局）</ORG>负责受理。",
    # two bodies, not one
    "<ORG>相关乡镇街道</ORG>或<ORG>开发区管委会</ORG>负责验收。",
    "<ORG>水利部</ORG>、<ORG>财政部</ORG>等<ORG>六部委</ORG>联合印发。",
    "<ORG>国务院部委</ORG>及<ORG>直属机构</ORG>的网站。",
    "<ORG>普通高等学校</ORG>设校医院。",
    # who uses, who answers for something
    "<ORG>锅炉使用单位</ORG>对锅炉应当定期检修，由<ORG>仪器使用科室或部门</ORG>负责保管。",
    "<ORG>博士后设站单位</ORG>是经费管理的责任主体，要专款专用。",
    "<ORG>各职能科室</ORG>要配合，<ORG>市水利局相关职能处室</ORG>负责初审。",
    "落实<ORG>中央</ORG>、<ORG>省市委</ORG>部署，发挥<ORG>政府性融资担保基金</ORG>作用。",
    # parts of bodies and classes of them
    "<ORG>市交警支队一大队</ORG>要设岗，<ORG>县气象局</ORG>派出一支队伍。",
    "<ORG>各管护站</ORG>、<ORG>各林场</ORG>要落实责任，<ORG>各水管所</ORG>配合，各景点站要整洁。",
    "<ORG>市第二人民医院感染管理科</ORG>、<ORG>护理部</ORG>要配合。",
    # zones and counties that act
    "<ORG>市公安局</ORG>、<ORG>东湖综合保税区</ORG>负责同志参加，考察了<LOC>东湖综合保税区</LOC>。",
    "<ORG>两区三县</ORG>可参照执行。",
    "<LOC>宁夏回族自治区宁东能源化工基地</LOC>加快转型。",
    # a person who speaks for a body
    "大会开幕。<PER>周文有</PER>代表<ORG>市委常委会</ORG>作工作报告。",
]
#: Verbs inside, classes of firms, sites, a theory, the new state.
NONE = [
    "将劳动教育贯穿学校教育全过程。",
    "健全信息化组织实施机构。",
    "新设立的股份制有限公司、控股母公司可以申请，与媒体和非政府组织合作。",
    "提交审计机构出具的报告。",
    "登录“东台市科学技术协会”网站下载。",
    "（转自国家卫健委官网）",
    "以邓小平同志建设有中国特色社会主义理论为指导。",
    "新中国成立以来，成绩显著。",
    "全县三区五园可参照图纸。",
    "市里设主会场，各县区设分会场。",
    "充实中央政府门户网站“服务”栏目。",
    "公示期主管单位应受理异议，这些内部机构必须改革。",
    "被命名为劳动教育基地的，给予奖励，产品使用者应当爱护。",
]


@pytest.mark.parametrize("text", [*NAMES, *NONE])
def test_names(text, tagger):
    check(text, tagger, types={"ORG", "PER", "LOC"})
