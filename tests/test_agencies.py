"""Agencies and units as rules name them together: 机关、单位, 党委和政府某某部门, mass organisations in lists."""

import pytest
from test_recognise import check, tagger

__all__ = ["tagger"]

NAMES = [
    "<ORG>有关机关、单位</ORG>应当配合，报<ORG>上级机关、单位</ORG>备案；属于<ORG>本机关、单位</ORG>职责的及时办理。",
    "向<ORG>原办理机关、单位</ORG>提出，由<ORG>公职人员任免机关、单位</ORG>给予处分。",
    "围堵、冲击机关、单位的，予以劝阻。",
    "<ORG>各级党委和政府信访部门</ORG>接访，并向<ORG>上一级党委和政府督查部门</ORG>报告。",
    "<ORG>各级党委</ORG>和<ORG>政府</ORG>要加强领导，<ORG>有关部门</ORG>密切配合。",
    "<ORG>县级以上人民政府教育督导机构</ORG>设立专职督学，严格机构设置。",
    "<ORG>各级党校（行政学院）</ORG>应当开设课程，发挥<ORG>群团组织</ORG>作用。",
    "督促检查<ORG>联席会议</ORG>议定的事项。",
    # groups of discipline by their number, the house that 该 points at, units told by who heads them
    "应邀参会的<ORG>市纪委第三派驻组</ORG>组长讲话，<ORG>派驻纪检组</ORG>配合；该<ORG>院纪委</ORG>书记主持。",
    "<ORG>监察室</ORG>、<ORG>行风办</ORG>主任殷葵，<ORG>项目推进中心</ORG>主任、<ORG>投资科</ORG>科长参加。",
    "不兼任临床科室主任，车间主任、体育学科主任、班主任参加，由李三同志兼任<ORG>办公室</ORG>主任。",
    "落实<ORG>中央</ORG>、<ORG>省市委</ORG>部署，<ORG>各科（室）</ORG>负责人签字，做好<ORG>党支部</ORG>换届选举。",
    # what is set up or applied for, what is only a kind
    "推进协同创新中心建设，申报国家重点实验室，帮助农民专业合作社、企业开拓市场。",
    "其他地区要做好衔接，<ORG>其他省（区、市）</ORG>可参照执行。",
    # committees behind a class, zones that share their committee, hospitals as a class, universities in short
    "<ORG>各级卫生健康行政部门党组（党委）</ORG>要指导，完善<ORG>公立医院党组织</ORG>设置。",
    "活动是<ORG>局党委</ORG>推进的举措，下一步<ORG>党支部</ORG>将行动，指导督查<ORG>党支部</ORG>开展工作。",
    "<ORG>民盟盐城市委会</ORG>主委发言，<ORG>唐山消协</ORG>提醒。",
    "来我校调研，我校教师陪同，<ORG>学校</ORG>给予支持，对我校工作表示肯定。",
    "来我校调研的学校很多。",
    "<ORG>临江经济开发区</ORG>、<ORG>临江港区管委会</ORG>：",
    "<ORG>各医院</ORG>要落实，充分考虑各医院实际；解释权属于<ORG>医院离退休干部处</ORG>。",
    "<ORG>医疗</ORG>、<ORG>护理</ORG>、<ORG>医技</ORG>等<ORG>相关部门</ORG>负责人发言。",
    "<ORG>吉林大学</ORG>召开会议，制度要符合<ORG>吉大</ORG>实际，推进重大项目。",
    "<ORG>国务院联防联控机制</ORG>加强调度，建立联防联控机制，征得<ORG>广州军区</ORG>同意。",
    "通过欧盟CE认证的，给予奖励；<ORG>欧盟</ORG>派代表参加。",
]


@pytest.mark.parametrize("text", NAMES)
def test_names(text, tagger):
    check(text, tagger, types={"ORG"})
