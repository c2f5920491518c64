"""Names of people that the tagger cuts short or takes for words, and people by their office in the world."""

import pytest
from test_recognise import check, tagger

__all__ = ["tagger"]


@pytest.mark.parametrize(
    "marked",
    [
        # a name that was read whole once is whole where the tagger loses its last character
        "<PER>刘国中</PER>强调狠抓落实\n会议期间，<PER>刘国中</PER>实地调研了沿江各市。",
        # the last of a list, which is a common word elsewhere
        "<PER>王小洪</PER>、<PER>张升民</PER>、<PER>应勇</PER>出席会议。",
        "正如<PER>古特雷斯</PER>秘书长所言，挑战仍在。",
        "各级干部要应勇于担当，团结、应急、奉献参加抢险。",
        # a rare family name, one that the tagger begins with the end of the body in front; a verb is none
        "研究所水室主任<PER>鄂学礼</PER>告诉记者，我国实行许可。",
        "国家发展改革委投资司<PER>韩志峰</PER>处长的讲话",
        "中心主任接受记者采访时表示，用水紧张。",
        "<PER>张伟</PER>出席会议。<PER>张伟</PER>强调，要抓好落实。",
        # a word for the tagger, in front of a list of names; a list that is counted at its end
        "市领导<PER>边峰</PER>、<PER>侯晓滨</PER>在主会场参加会议，县领导包案、<PER>侯晓滨</PER>督办。",
        "看望<PER>侯嘉祺</PER>、<PER>杨钰峰</PER>、<PER>赵可欣</PER>4位同学，听取各位同学的意见。",
        "<PER>何聚能</PER>同学获奖，<PER>陈孝沈</PER>、<PER>于春华</PER>等参加会议，事故的直接责任人<PER>黎兵</PER>受到处理。",
        "本报讯（记者<PER>杨帆</PER><PER>张珺</PER>）会议今日召开。",
        # rows under a labelled one: a body in brackets, a post behind a gap, nothing at all
        "组长：<PER>应为民</PER> 副市长\n成员：<PER>帅小川</PER>（市粮食局）\n<PER>楼春</PER>（市档案局)\n"
        "<PER>于水生</PER> 市供销社副主任\n<PER>沈清</PER>\n施工期间，注意安全。\n高速（国道）\n",
        # what is no row of members ends the list, and the name of a body is no name
        "成员：<PER>张大力</PER>、<PER>李小双</PER>\n安排（试行）如下：\n程序\n方案（草案）\n",
        "成员单位：市粮食局、市档案局\n应急（值班）\n温度\n",
        # bylines whose names nothing parts, where they can be parted in one way only
        "会议圆满结束。（记者<PER>袁敏</PER><PER>王青川</PER>）",
        "本报讯（通讯员<PER>朱晶晶</PER><PER>蒋昊东</PER><PER>林木春</PER>）近日，全县动员。",
        "晚报讯（记者<PER>黄柏秀</PER>文/摄）今天上午开馆。",
        "（记者站负责）（通讯员高级培训班）（记者证申领办法）（记者方案）",
        "代市长 <PER>何文明</PER>\n各位代表：",
        "某某市人民政府市长 <PER>黎春秋</PER>\n各位代表：",
        # names of other peoples in rows; no name is a column or a kind of unit
        "副指挥长：<PER>沙马日且</PER> 副县长\n<PER>曲比尔布</PER> 县林业局局长\n抢险物资 由县里协调的组长\n",
        "成员：<PER>云彩</PER> 市人社局局长\n<PER>额尔敦</PER> 市水利局局长\n",
        "<PER>张宏伟</PER>\t成员\t市水务局局长\n",
        "序号\t姓名\t单位\n1\t<PER>张丽</PER>\t某某中学\n2\t<PER>欧阳春</PER>\t某某小学\n3\t待定\t某某小学\n项目\t进度\n",
        "列席人员：<PER>钱进</PER>、<PER>孙俪</PER>\n记录：<PER>周涛</PER>\n",
        "县长<PER>次仁多吉</PER>，副县长<PER>白玛央金</PER>、<PER>洛桑平措</PER>，旗委书记<PER>额尔敦布和</PER>参加。",
        "到扎西岗乡、尼玛达瓦村和德吉新村走访。",
        "县长<PER>揭建平</PER>，行署专员<PER>阿布都吾甫尔·吐尔逊</PER>出席。",
        "任命：\n<PER>马明</PER>（回族）为省民族宗教事务委员会主任；\n<PER>张丽华</PER>（女）为省水利厅副厅长。",
        # in notices of appointments; a pointed name that the tagger cuts
        "免去：\n<PER>陈刚</PER>的市水务局副局长职务；\n<PER>赵敏</PER>的市统计局局长职务，退休。",
        "<PER>阿依古丽·买买提</PER>为市民族宗教事务局副局长。",
        "<PER>周建华</PER>同志兼任办公室主任，<PER>李明</PER>、<PER>张涛</PER>任副主任。",
        # what the tagger takes for names
        "严禁“谢师宴”，避免减税降费红利被截留，半自理、全护理特困人员入住。",
        "在庄浪县考察时强调，抓好庄浪名优特产品。",
    ],
)
def test_people(marked: str, tagger) -> None:
    check(marked, tagger, types=("PER",))
