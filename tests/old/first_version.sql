-- A workspace as the first version of Hegao left it (revision 0001): two speeches, a corrected table, one that waits for
-- verification, a draft with a section edited by hand and a slot attested. The city is invented.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE audit_trail (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	actor VARCHAR(100) NOT NULL, 
	action VARCHAR(60) NOT NULL, 
	subject VARCHAR(300) NOT NULL, 
	detail TEXT NOT NULL, 
	CONSTRAINT pk_audit_trail PRIMARY KEY (id)
);
INSERT INTO "audit_trail" VALUES(1,'2026-11-27 04:09:36.188181','本机','载入文件','文件 1','岚江市2025年上半年经济工作讲话.txt');
INSERT INTO "audit_trail" VALUES(2,'2026-11-27 04:09:36.224449','本机','载入文件','文件 2','岚江市2024年上半年经济工作讲话.txt');
INSERT INTO "audit_trail" VALUES(3,'2026-11-27 04:09:36.380446','本机','载入文件','文件 3','岚江市数据.csv');
INSERT INTO "audit_trail" VALUES(4,'2026-11-27 04:09:36.439158','本机','figures.added','document:岚江市数据.csv','12 figures');
INSERT INTO "audit_trail" VALUES(5,'2026-11-27 04:09:36.439251','张三','figures.verified','document:岚江市数据.csv','12 figures');
INSERT INTO "audit_trail" VALUES(6,'2026-11-27 04:09:36.682814','李四','draft.begun','draft:1','2026H1 岚江市');
INSERT INTO "audit_trail" VALUES(7,'2026-11-27 04:09:36.895689','王五','draft.attested','draft:1','{{金融机构本外币各项贷款余额|同比|2026H1|岚江市||增长#%}} = 9.8 (人民银行来函)');
INSERT INTO "audit_trail" VALUES(8,'2026-11-27 04:09:36.923322','本机','载入文件','文件 4','岚江市数据.csv');
INSERT INTO "audit_trail" VALUES(9,'2026-11-27 04:09:36.937887','本机','figures.added','document:岚江市数据.csv','12 figures');
INSERT INTO "audit_trail" VALUES(10,'2026-11-27 04:09:36.937960','本机','figures.superseded','document:岚江市数据.csv','12 figures replaced by a correction');
INSERT INTO "audit_trail" VALUES(11,'2026-11-27 04:09:36.937986','张三','figures.verified','document:岚江市数据.csv','12 figures');
INSERT INTO "audit_trail" VALUES(12,'2026-11-27 04:09:36.983548','本机','载入文件','文件 5','县里数据.csv');
INSERT INTO "audit_trail" VALUES(13,'2026-11-27 04:09:36.990972','本机','figures.added','document:县里数据.csv','1 figures');
CREATE TABLE documents (
	id INTEGER NOT NULL, 
	sha256 VARCHAR(64) NOT NULL, 
	name VARCHAR(300) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	title VARCHAR(500) NOT NULL, 
	region VARCHAR(60), 
	date DATE, 
	period VARCHAR(20), 
	added_at DATETIME NOT NULL, 
	removed_at DATETIME, 
	indexed_with VARCHAR(200), 
	text TEXT NOT NULL, 
	layout TEXT NOT NULL, 
	CONSTRAINT pk_documents PRIMARY KEY (id), 
	CONSTRAINT uq_documents_sha256 UNIQUE (sha256)
);
INSERT INTO "documents" VALUES(1,'58ccdafd505ff07dfedb4dd75a97a865667494c4144aa7a8d2ba5001098410d0','岚江市2025年上半年经济工作讲话.txt','speech','在2025年上半年全市经济运行分析会上的讲话','岚江市','2025-07-18','2025H1','2026-11-27 04:09:36.180207',NULL,'hegao-hash-1024-v1','在2025年上半年全市经济运行分析会上的讲话
（2025年7月18日）
岚江市市长　林予安

同志们：

刚才，市统计局通报了运行情况，我都赞同。下面，我讲三点意见。

一、上半年经济运行稳中有进

今年是“十四五”收官之年，全市经济稳住了阵脚。

（一）主要指标稳步回升

上半年，全市地区生产总值增长5.2%，比全国、全省分别高0.2、0.1个百分点，居全省第6位。规上工业增加值、固定资产投资分别增长6.1%、4.2%。非税收入占一般公共预算收入的31.0%。6月末各项贷款余额增长*%。

（二）项目建设压茬推进

抓项目促投资。滨江快速路建成投产，500万元以上项目投资增长6.6%，完成**工程12项。开展“五大提升行动”，民间投资下降2.3%。

二、下半年重点工作

要确保全年目标如期实现。

（一）稳住工业运行

强化调度。确保规上工业增加值增长7%左右，10月底前市工信局完成第三批技改项目验收。

（二）扩大对外开放

办好第九届岚商大会，实际使用外资增长5%以上。

同志们，让我们鼓足干劲，奋力谱写新篇章！
','{"headings": [], "bold": []}');
INSERT INTO "documents" VALUES(2,'bcffebca2b99f043d0d74cd7dd62ec9d7aa5b3f079094f0f587a3848b8d90c67','岚江市2024年上半年经济工作讲话.txt','speech','在2024年上半年全市经济形势分析会上的讲话','岚江市','2024-07-19','2024H1','2026-11-27 04:09:36.223532',NULL,'hegao-hash-1024-v1','在2024年上半年全市经济形势分析会上的讲话
（2024年7月19日）
岚江市市长　林予安

同志们：

下面，我讲两点意见。

一、上半年经济运行总体平稳

（一）主要指标平稳

全市地区生产总值增长4.9%。

二、下半年重点工作

（一）切实保障粮食安全

守住耕地红线。粮食产量达到90万吨以上，坚决遏制耕地撂荒。

同志们，让我们再接再厉！
','{"headings": [], "bold": []}');
INSERT INTO "documents" VALUES(3,'502136d82cafa11474221729f7f301e45afb30fdcaa836f4144f999bbfadc697','岚江市数据.csv','table','岚江市数据','岚江市',NULL,NULL,'2026-11-27 04:09:36.379405',NULL,'hegao-hash-1024-v1','','{"headings": [], "bold": []}');
INSERT INTO "documents" VALUES(4,'18c2dc4844d021c059a5bfc1f2b7cd18714dad0f6a31ceec6e01c5f245032bef','岚江市数据.csv','table','岚江市数据','岚江市',NULL,NULL,'2026-11-27 04:09:36.922729',NULL,'hegao-hash-1024-v1','','{"headings": [], "bold": []}');
INSERT INTO "documents" VALUES(5,'fcb972c9b4148195d15887268869a4f30037fd3afaa205ba5866395e77f2b8ec','县里数据.csv','table','县里数据','岚江市',NULL,'2026H1','2026-11-27 04:09:36.982966',NULL,'hegao-hash-1024-v1','','{"headings": [], "bold": []}');
CREATE TABLE draft_sections (
	id INTEGER NOT NULL, 
	draft_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	content TEXT NOT NULL, 
	written_by VARCHAR(100) NOT NULL, 
	written_at DATETIME NOT NULL, 
	CONSTRAINT pk_draft_sections PRIMARY KEY (id), 
	CONSTRAINT fk_draft_sections_draft_id_drafts FOREIGN KEY(draft_id) REFERENCES drafts (id), 
	CONSTRAINT uq_draft_sections_draft_id UNIQUE (draft_id, position, version)
);
INSERT INTO "draft_sections" VALUES(1,1,0,1,'{"role": "preamble", "part": "", "number": "", "heading": "", "run_in": false, "paragraphs": [{"text": "刚才，市统计局通报了运行情况，我都赞同。下面，我讲三点意见。", "lead": 0, "marks": [[0, 20, "event", "会议议程和发言单位是往年的，请按今年的安排改写。"]], "origin": ["岚江市2025年上半年经济工作讲话.txt", 53, 83]}], "offers": []}','本机','2026-11-27 04:09:36.699150');
INSERT INTO "draft_sections" VALUES(2,1,1,1,'{"role": "intro", "part": "一、上半年经济运行稳中有进", "number": "", "heading": "", "run_in": false, "paragraphs": [{"text": "今年是“十四五”收官之年，全市经济稳住了阵脚。", "lead": 0, "marks": [[0, 23, "dated", "带有年份色彩的提法，请核实今年是否沿用。"]], "origin": ["岚江市2025年上半年经济工作讲话.txt", 100, 123]}], "offers": []}','本机','2026-11-27 04:09:36.710720');
INSERT INTO "draft_sections" VALUES(3,1,2,1,'{"role": "section", "part": "一、上半年经济运行稳中有进", "number": "（一）", "heading": "主要指标稳步回升", "run_in": false, "paragraphs": [{"text": "上半年，全市地区生产总值{{地区生产总值|同比|2026H1|岚江市||增长#%}}，{{地区生产总值|百分点差|2026H1|岚江市|全国|比全国、全省分别高#(个百分点)}}、{{地区生产总值|百分点差|2026H1|岚江市|全省|(高)#个百分点}}，居全省{{地区生产总值|位次|2026H1|岚江市|全省|第#}}位。规上工业增加值、固定资产投资分别{{规模以上工业增加值|同比|2026H1|岚江市||增长#%}}、{{固定资产投资|同比|2026H1|岚江市||(增长)#%}}。非税收入占一般公共预算收入的{{非税收入|占比|2026H1|岚江市|一般公共预算收入|#%}}。{{日历|止月|0|#月末}}各项贷款余额{{金融机构本外币各项贷款余额|同比|2026H1|岚江市||增长#%}}。", "lead": 0, "marks": [], "origin": ["岚江市2025年上半年经济工作讲话.txt", 138, 247]}], "offers": [["一般公共预算收入", "value", "2026H1", "岚江市", null], ["民间投资", "yoy", "2026H1", "岚江市", null]]}','本机','2026-11-27 04:09:36.727704');
INSERT INTO "draft_sections" VALUES(4,1,3,1,'{"role": "section", "part": "一、上半年经济运行稳中有进", "number": "（二）", "heading": "项目建设压茬推进", "run_in": false, "paragraphs": [{"text": "抓项目促投资。滨江快速路建成投产，{{名称|500万元以上}}项目投资{{500万元以上项目投资|同比|2026H1|岚江市||增长#%}}，完成{{填报|其他||#}}工程{{**工程|数量|2026H1|岚江市||#项}}。开展“五大提升行动”，民间投资{{民间投资|同比|2026H1|岚江市||下降#%}}。", "lead": 7, "marks": [[7, 114, "project", "项目进展是往年的，请核实今年的情况。"], [114, 158, "dated", "带有年份色彩的提法，请核实今年是否沿用。"]], "origin": ["岚江市2025年上半年经济工作讲话.txt", 262, 329]}], "offers": []}','本机','2026-11-27 04:09:36.745163');
INSERT INTO "draft_sections" VALUES(5,1,4,1,'{"role": "intro", "part": "二、下半年重点工作", "number": "", "heading": "", "run_in": false, "paragraphs": [{"text": "要确保全年目标如期实现。", "lead": 0, "marks": [], "origin": ["岚江市2025年上半年经济工作讲话.txt", 342, 354]}], "offers": []}','本机','2026-11-27 04:09:36.749512');
INSERT INTO "draft_sections" VALUES(6,1,5,1,'{"role": "section", "part": "二、下半年重点工作", "number": "（一）", "heading": "稳住工业运行", "run_in": false, "paragraphs": [{"text": "强化调度。确保规上工业增加值{{目标:规模以上工业增加值|同比|2026|岚江市||增长#%左右}}，{{填报|日期||#月底|10月底}}前市工信局完成{{填报|计数||第#|第三}}批技改项目验收。", "lead": 5, "marks": [], "origin": ["岚江市2025年上半年经济工作讲话.txt", 367, 409]}], "offers": []}','本机','2026-11-27 04:09:36.765232');
INSERT INTO "draft_sections" VALUES(7,1,6,1,'{"role": "section", "part": "二、下半年重点工作", "number": "（二）", "heading": "扩大对外开放", "run_in": false, "paragraphs": [{"text": "办好{{填报|计数||第#|第九}}届岚商大会，实际使用外资{{目标:实际使用外资|同比|2026|岚江市||增长#%以上}}。", "lead": 0, "marks": [[0, 64, "event", "会议、活动或文件属于往年，请核实今年是否仍然适用。"]], "origin": ["岚江市2025年上半年经济工作讲话.txt", 422, 445]}], "offers": []}','本机','2026-11-27 04:09:36.789789');
INSERT INTO "draft_sections" VALUES(8,1,7,1,'{"role": "closing", "part": "", "number": "", "heading": "", "run_in": false, "paragraphs": [{"text": "同志们，让我们鼓足干劲，奋力谱写新篇章！", "lead": 0, "marks": [], "origin": ["岚江市2025年上半年经济工作讲话.txt", 447, 467]}], "offers": []}','本机','2026-11-27 04:09:36.803395');
INSERT INTO "draft_sections" VALUES(9,1,1,2,'{"role": "intro", "part": "一、上半年经济运行稳中有进", "number": "", "heading": "", "run_in": false, "paragraphs": [{"text": "当前是“十四五”收官之年，全市经济稳住了阵脚。", "lead": 0, "marks": [], "origin": ["岚江市2025年上半年经济工作讲话.txt", 100, 123]}], "offers": []}','李四','2026-11-27 04:09:36.852432');
INSERT INTO "draft_sections" VALUES(10,1,2,2,'{"role": "section", "part": "一、上半年经济运行稳中有进", "number": "（一）", "heading": "主要指标稳步回升", "run_in": false, "paragraphs": [{"text": "上半年，全市地区生产总值{{地区生产总值|同比|2026H1|岚江市||增长#%}}，{{地区生产总值|百分点差|2026H1|岚江市|全国|比全国、全省分别高#(个百分点)}}、{{地区生产总值|百分点差|2026H1|岚江市|全省|(高)#个百分点}}，居全省{{地区生产总值|位次|2026H1|岚江市|全省|第#}}位。规上工业增加值、固定资产投资分别{{规模以上工业增加值|同比|2026H1|岚江市||增长#%}}、{{固定资产投资|同比|2026H1|岚江市||(增长)#%}}。非税收入占一般公共预算收入的{{非税收入|占比|2026H1|岚江市|一般公共预算收入|#%}}。{{日历|止月|0|#月末}}各项贷款余额{{填报|其他|1|增长#%}}。", "lead": 0, "marks": [], "origin": ["岚江市2025年上半年经济工作讲话.txt", 138, 247]}], "offers": [["一般公共预算收入", "value", "2026H1", "岚江市", null], ["民间投资", "yoy", "2026H1", "岚江市", null]]}','王五','2026-11-27 04:09:36.899714');
CREATE TABLE drafts (
	id INTEGER NOT NULL, 
	period VARCHAR(12) NOT NULL, 
	region VARCHAR(60) NOT NULL, 
	model_id INTEGER NOT NULL, 
	model_document VARCHAR(300) NOT NULL, 
	outline TEXT NOT NULL, 
	title TEXT NOT NULL, 
	byline TEXT NOT NULL, 
	salutation VARCHAR(200) NOT NULL, 
	complete BOOLEAN NOT NULL, 
	created_by VARCHAR(100) NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	CONSTRAINT pk_drafts PRIMARY KEY (id)
);
INSERT INTO "drafts" VALUES(1,'2026H1','岚江市',1,'岚江市2025年上半年经济工作讲话.txt','','在{{日历|年|0|#年}}上半年全市经济运行分析会上的讲话','（{{日历|年|0|#年}}{{填报|日期||#月|7月}}{{填报|日期||#日|18日}}）
岚江市市长　林予安','同志们：',1,'李四','2026-11-27 04:09:36.680402','2026-11-27 04:09:36.899714');
CREATE TABLE entries (
	id INTEGER NOT NULL, 
	draft_id INTEGER NOT NULL, 
	slot TEXT NOT NULL, 
	value VARCHAR(300) NOT NULL, 
	person VARCHAR(100) NOT NULL, 
	source TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	entered_at DATETIME NOT NULL, 
	CONSTRAINT pk_entries PRIMARY KEY (id), 
	CONSTRAINT fk_entries_draft_id_drafts FOREIGN KEY(draft_id) REFERENCES drafts (id)
);
INSERT INTO "entries" VALUES(1,1,'{{金融机构本外币各项贷款余额|同比|2026H1|岚江市||增长#%}}','9.8','王五','人民银行来函','','2026-11-27 04:09:36.870075');
CREATE TABLE figure_book (
	id INTEGER NOT NULL, 
	changes INTEGER NOT NULL, 
	CONSTRAINT pk_figure_book PRIMARY KEY (id)
);
INSERT INTO "figure_book" VALUES(1,3);
CREATE TABLE figures (
	id INTEGER NOT NULL, 
	indicator VARCHAR(200) NOT NULL, 
	measure VARCHAR(30) NOT NULL, 
	period VARCHAR(12) NOT NULL, 
	region VARCHAR(100) NOT NULL, 
	comparator VARCHAR(200), 
	low VARCHAR(40), 
	high VARCHAR(40), 
	unit VARCHAR(40) NOT NULL, 
	bound VARCHAR(10), 
	kind VARCHAR(10) NOT NULL, 
	status VARCHAR(12) NOT NULL, 
	vintage VARCHAR(40) NOT NULL, 
	document_id INTEGER NOT NULL, 
	document VARCHAR(400) NOT NULL, 
	sheet VARCHAR(200), 
	cell VARCHAR(12), 
	span_start INTEGER, 
	span_end INTEGER, 
	added_at DATETIME NOT NULL, 
	verified_by VARCHAR(100), 
	verified_at DATETIME, 
	superseded_at DATETIME, 
	CONSTRAINT pk_figures PRIMARY KEY (id), 
	CONSTRAINT fk_figures_document_id_documents FOREIGN KEY(document_id) REFERENCES documents (id)
);
INSERT INTO "figures" VALUES(1,'地区生产总值','yoy','2026H1','岚江市',NULL,'5.3','5.3','%',NULL,'actual','superseded','',3,'岚江市数据.csv','岚江市数据','E2',NULL,NULL,'2026-11-27 04:09:36.422968','张三','2026-11-27 04:09:36.422968','2026-11-27 04:09:36.928865');
INSERT INTO "figures" VALUES(2,'地区生产总值','yoy','2026H1','全国',NULL,'5.0','5.0','%',NULL,'actual','superseded','',3,'岚江市数据.csv','岚江市数据','E3',NULL,NULL,'2026-11-27 04:09:36.423155','张三','2026-11-27 04:09:36.423155','2026-11-27 04:09:36.928865');
INSERT INTO "figures" VALUES(3,'地区生产总值','yoy','2026H1','全省',NULL,'5.4','5.4','%',NULL,'actual','superseded','',3,'岚江市数据.csv','岚江市数据','E4',NULL,NULL,'2026-11-27 04:09:36.423222','张三','2026-11-27 04:09:36.423222','2026-11-27 04:09:36.928865');
INSERT INTO "figures" VALUES(4,'地区生产总值','rank','2026H1','岚江市','全省','5','5','位',NULL,'actual','superseded','',3,'岚江市数据.csv','岚江市数据','E5',NULL,NULL,'2026-11-27 04:09:36.423274','张三','2026-11-27 04:09:36.423274','2026-11-27 04:09:36.928865');
INSERT INTO "figures" VALUES(5,'规模以上工业增加值','yoy','2026H1','岚江市',NULL,'7.0','7.0','%',NULL,'actual','superseded','',3,'岚江市数据.csv','岚江市数据','E6',NULL,NULL,'2026-11-27 04:09:36.423324','张三','2026-11-27 04:09:36.423324','2026-11-27 04:09:36.928865');
INSERT INTO "figures" VALUES(6,'固定资产投资','yoy','2026H1','岚江市',NULL,'-1.5','-1.5','%',NULL,'actual','superseded','',3,'岚江市数据.csv','岚江市数据','E7',NULL,NULL,'2026-11-27 04:09:36.423373','张三','2026-11-27 04:09:36.423373','2026-11-27 04:09:36.928865');
INSERT INTO "figures" VALUES(7,'500万元以上项目投资','yoy','2026H1','岚江市',NULL,'0','0','%',NULL,'actual','superseded','',3,'岚江市数据.csv','岚江市数据','E8',NULL,NULL,'2026-11-27 04:09:36.423420','张三','2026-11-27 04:09:36.423420','2026-11-27 04:09:36.928865');
INSERT INTO "figures" VALUES(8,'民间投资','yoy','2026H1','岚江市',NULL,'1.7','1.7','%',NULL,'actual','superseded','',3,'岚江市数据.csv','岚江市数据','E9',NULL,NULL,'2026-11-27 04:09:36.423469','张三','2026-11-27 04:09:36.423469','2026-11-27 04:09:36.928865');
INSERT INTO "figures" VALUES(9,'非税收入','value','2026H1','岚江市',NULL,'15.7','15.7','亿元',NULL,'actual','superseded','',3,'岚江市数据.csv','岚江市数据','E10',NULL,NULL,'2026-11-27 04:09:36.423522','张三','2026-11-27 04:09:36.423522','2026-11-27 04:09:36.928865');
INSERT INTO "figures" VALUES(10,'一般公共预算收入','value','2026H1','岚江市',NULL,'50','50','亿元',NULL,'actual','superseded','',3,'岚江市数据.csv','岚江市数据','E11',NULL,NULL,'2026-11-27 04:09:36.423583','张三','2026-11-27 04:09:36.423583','2026-11-27 04:09:36.928865');
INSERT INTO "figures" VALUES(11,'规模以上工业增加值','yoy','2026','岚江市',NULL,'7','7','%','左右','target','superseded','',3,'岚江市数据.csv','岚江市数据','E12',NULL,NULL,'2026-11-27 04:09:36.423633','张三','2026-11-27 04:09:36.423633','2026-11-27 04:09:36.928865');
INSERT INTO "figures" VALUES(12,'粮食产量','value','2026','岚江市',NULL,'91',NULL,'万吨','以上','target','superseded','',3,'岚江市数据.csv','岚江市数据','E13',NULL,NULL,'2026-11-27 04:09:36.423684','张三','2026-11-27 04:09:36.423684','2026-11-27 04:09:36.928865');
INSERT INTO "figures" VALUES(13,'地区生产总值','yoy','2026H1','岚江市',NULL,'5.4','5.4','%',NULL,'actual','verified','',4,'岚江市数据.csv','岚江市数据','E2',NULL,NULL,'2026-11-27 04:09:36.931259','张三','2026-11-27 04:09:36.931259',NULL);
INSERT INTO "figures" VALUES(14,'地区生产总值','yoy','2026H1','全国',NULL,'5.0','5.0','%',NULL,'actual','verified','',4,'岚江市数据.csv','岚江市数据','E3',NULL,NULL,'2026-11-27 04:09:36.931358','张三','2026-11-27 04:09:36.931358',NULL);
INSERT INTO "figures" VALUES(15,'地区生产总值','yoy','2026H1','全省',NULL,'5.4','5.4','%',NULL,'actual','verified','',4,'岚江市数据.csv','岚江市数据','E4',NULL,NULL,'2026-11-27 04:09:36.931403','张三','2026-11-27 04:09:36.931403',NULL);
INSERT INTO "figures" VALUES(16,'地区生产总值','rank','2026H1','岚江市','全省','5','5','位',NULL,'actual','verified','',4,'岚江市数据.csv','岚江市数据','E5',NULL,NULL,'2026-11-27 04:09:36.931436','张三','2026-11-27 04:09:36.931436',NULL);
INSERT INTO "figures" VALUES(17,'规模以上工业增加值','yoy','2026H1','岚江市',NULL,'7.0','7.0','%',NULL,'actual','verified','',4,'岚江市数据.csv','岚江市数据','E6',NULL,NULL,'2026-11-27 04:09:36.931468','张三','2026-11-27 04:09:36.931468',NULL);
INSERT INTO "figures" VALUES(18,'固定资产投资','yoy','2026H1','岚江市',NULL,'-1.5','-1.5','%',NULL,'actual','verified','',4,'岚江市数据.csv','岚江市数据','E7',NULL,NULL,'2026-11-27 04:09:36.931498','张三','2026-11-27 04:09:36.931498',NULL);
INSERT INTO "figures" VALUES(19,'500万元以上项目投资','yoy','2026H1','岚江市',NULL,'0','0','%',NULL,'actual','verified','',4,'岚江市数据.csv','岚江市数据','E8',NULL,NULL,'2026-11-27 04:09:36.931529','张三','2026-11-27 04:09:36.931529',NULL);
INSERT INTO "figures" VALUES(20,'民间投资','yoy','2026H1','岚江市',NULL,'1.7','1.7','%',NULL,'actual','verified','',4,'岚江市数据.csv','岚江市数据','E9',NULL,NULL,'2026-11-27 04:09:36.931580','张三','2026-11-27 04:09:36.931580',NULL);
INSERT INTO "figures" VALUES(21,'非税收入','value','2026H1','岚江市',NULL,'15.7','15.7','亿元',NULL,'actual','verified','',4,'岚江市数据.csv','岚江市数据','E10',NULL,NULL,'2026-11-27 04:09:36.931613','张三','2026-11-27 04:09:36.931613',NULL);
INSERT INTO "figures" VALUES(22,'一般公共预算收入','value','2026H1','岚江市',NULL,'50','50','亿元',NULL,'actual','verified','',4,'岚江市数据.csv','岚江市数据','E11',NULL,NULL,'2026-11-27 04:09:36.931644','张三','2026-11-27 04:09:36.931644',NULL);
INSERT INTO "figures" VALUES(23,'规模以上工业增加值','yoy','2026','岚江市',NULL,'7','7','%','左右','target','verified','',4,'岚江市数据.csv','岚江市数据','E12',NULL,NULL,'2026-11-27 04:09:36.931674','张三','2026-11-27 04:09:36.931674',NULL);
INSERT INTO "figures" VALUES(24,'粮食产量','value','2026','岚江市',NULL,'91',NULL,'万吨','以上','target','verified','',4,'岚江市数据.csv','岚江市数据','E13',NULL,NULL,'2026-11-27 04:09:36.931707','张三','2026-11-27 04:09:36.931707',NULL);
INSERT INTO "figures" VALUES(25,'粮食产量','value','2026H1','云峤县',NULL,'12.3','12.3','万吨',NULL,'actual','pending','',5,'县里数据.csv','县里数据','E2',NULL,NULL,'2026-11-27 04:09:36.984780',NULL,NULL,NULL);
CREATE INDEX ix_audit_trail_subject ON audit_trail (subject);
CREATE INDEX ix_documents_name ON documents (name);
CREATE INDEX ix_draft_sections_draft_id ON draft_sections (draft_id);
CREATE INDEX ix_entries_draft_id ON entries (draft_id);
CREATE INDEX ix_figures_document ON figures (document);
CREATE INDEX ix_figures_document_id ON figures (document_id);
CREATE INDEX ix_figures_indicator ON figures (indicator);
CREATE INDEX ix_figures_status ON figures (status);
CREATE TRIGGER audit_trail_no_UPDATE BEFORE UPDATE ON audit_trail
BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;
CREATE TRIGGER audit_trail_no_DELETE BEFORE DELETE ON audit_trail
BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END;
COMMIT;
