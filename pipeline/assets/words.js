// The page's words in Chinese and English, and what the tables' values are called.
const ROLES = ['lead', 'responsible', 'support', 'supervise', 'addressee', 'issuer'];
// Bodies that were named for the work; addressee and issuer are what is left when nobody is.
const NAMED = ['lead', 'responsible', 'support', 'supervise'];
const LEVELS = ['national', 'province', 'city', 'county', 'township', 'other'];
const DIRECTIVE_KINDS = ['directive', 'principle', 'achievement', 'problem', 'heading', 'fact'];
const MODALITIES = ['obligation', 'prohibition', 'encouragement', 'permission'];
const DOCUMENT_KINDS = ['notice', 'opinion', 'plan', 'division', 'decision', 'regulation', 'meeting', 'speech', 'report', 'other'];
const MENTIONS = ['ORG', 'PER', 'LOC', 'DATE', 'TITLE', 'DOC'];
const WORDS = {
  what: ['指令与责任', 'Directives and duties'],
  overview: ['概览', 'Overview'], bodies: ['主体', 'Bodies'], directives: ['指令', 'Directives'], documents: ['文件', 'Documents'], graph: ['关系图', 'Graph'],
  lead: ['牵头', 'lead'], responsible: ['负责', 'responsible'], support: ['配合', 'support'], supervise: ['督查', 'supervise'],
  addressee: ['主送', 'addressee'], issuer: ['发文', 'issuer'], named: ['明确指派', 'named for the work'],
  explicit: ['条文写明', 'stated in the item'], inherited: ['承上文', 'from the lead-in'],
  national: ['国家', 'national'], province: ['省级', 'province'], city: ['市级', 'city'], county: ['县级', 'county'], township: ['乡镇', 'township'],
  other: ['其他', 'other'],
  directive: ['指令', 'directive'], achievement: ['成绩', 'achievement'], problem: ['问题', 'problem'], principle: ['原则', 'principle'],
  heading: ['标题', 'heading'], fact: ['事实', 'fact'],
  obligation: ['必须', 'obligation'], prohibition: ['禁止', 'prohibition'], encouragement: ['鼓励', 'encouragement'], permission: ['可以', 'permission'],
  notice: ['通知', 'notice'], opinion: ['意见', 'opinion'], plan: ['方案', 'plan'], division: ['分工方案', 'division of work'], decision: ['决定', 'decision'],
  regulation: ['法规', 'regulation'], meeting: ['会议', 'meeting'], speech: ['讲话', 'speech'], report: ['报告', 'report'],
  ORG: ['机构', 'organisation'], PER: ['人名', 'person'], LOC: ['地名', 'place'], DATE: ['日期', 'date'], TITLE: ['职务', 'title'], DOC: ['文件', 'document'],
  byBody: ['责任最多的主体', 'Bodies with the most responsibilities'], balance: ['牵头与配合', 'Lead and support'],
  byKind: ['条目按类别', 'Items by kind'], byDate: ['指令按成文时间', 'Directives by date'], byDeadline: ['指令按完成期限', 'Directives by deadline'],
  byModality: ['指令按语气', 'Directives by modality'], byDocument: ['文件按文种', 'Documents by kind'], byLevel: ['责任按主体层级', 'Responsibilities by level of body'],
  total: ['合计', 'total'], people: ['人物', 'people'], responsibilities: ['责任', 'responsibilities'],
  search: ['搜索', 'Search'], level: ['主体层级', 'Level of body'], role: ['责任', 'Role'], kind: ['类别', 'Kind'], documentKind: ['文种', 'Kind of document'],
  modality: ['语气', 'Modality'], since: ['自', 'Since'], until: ['至', 'Until'], all: ['全部', 'all'], filter: ['筛选', 'Filters'], reset: ['清除条件', 'Clear filters'],
  name: ['名称', 'Name'], title: ['标题', 'Title'], date: ['日期', 'Date'], number: ['发文字号', 'Number'], deadline: ['期限', 'Deadline'],
  text: ['内容', 'Text'], aliases: ['别名', 'Aliases'], path: ['文件名', 'File'], shown: ['条', 'rows'], of: ['共', 'of'],
  download: ['下载 CSV', 'Download CSV'], picture: ['下载图片', 'Download picture'], more: ['显示更多', 'Show more'], nobody: ['没有结果', 'Nothing found'],
  clean: ['清洗后', 'Clean text'], raw: ['原文', 'Raw text'], both: ['并排', 'Side by side'], close: ['关闭', 'Close'], back: ['返回', 'Back'],
  previous: ['上一份', 'Previous'], next: ['下一份', 'Next'], edits: ['清洗之处', 'Repairs'], marked: ['标示', 'Marked'], warnings: ['提示', 'Warnings'],
  cleaning: ['清洗', 'Cleaning'], undated: ['无日期', 'undated'], loading: ['载入中…', 'Loading…'], tooOld: ['此页需要 2023 年以后的浏览器（Chrome、Edge、Firefox、Safari）。', 'This page needs a browser of 2023 or later (Chrome, Edge, Firefox, Safari).'], untitled: ['（无题）', '(untitled)'],
  issuers: ['发文机关', 'Issued by'], posts: ['任职', 'Posts'], partners: ['共同承担', 'Shares directives with'], inText: ['在文中查看', 'See it in the text'],
  at: ['第 # 字', 'character #'], quote: ['依据', 'Evidence'], problems: ['未能处理', 'Could not be processed'], noGraph: ['没有符合条件的联系', 'No links fit the filters'],
  way: ['上下承接', 'Way down the levels'], origin: ['被下级承接', 'taken up below'], copy: ['承接上级', 'taken from above'], handed: ['被承接最多的文件', 'Documents most taken up'],
  follows: ['承接', 'Takes up'], followed: ['被承接', 'Taken up by'], alike: ['相似度', 'likeness'], cited: ['引用', 'cited'],
  view: ['视图', 'View'], pairs: ['主体与主体', 'Body – body'], bipartite: ['主体与指令', 'Body – directive'], fit: ['全图', 'Whole graph'],
  largest: ['只画出最大的 # 个节点', 'only the # largest nodes are drawn'], links: ['条联系', 'links'],
  help: ['拖动平移，滚轮或双指缩放，点击看详情。键盘：方向键平移，+ − 缩放，0 全图，N / P 下一个 / 上一个主体，回车打开。',
    'Drag to move, wheel or two fingers to zoom, click for details. Keys: arrows move, + − zoom, 0 whole graph, N / P next / previous body, Enter opens it.'],
};
