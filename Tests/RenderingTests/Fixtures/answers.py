"""Answers the queries of a template from Fixtures/facts.tsv, as the store would, and prints them as JSON.

    python3 answers.py ../../../Templates/industry-brief.yml facts.tsv [COPIES] >answers.json
    python3 answers.py ../../../Templates/industry-brief.yml STORE.sqlite >answers.json

The tables below have the names and columns of the store's views. COPIES repeats the facts, for long sheets.
"""
import hashlib, json, re, sqlite3, sys

import yaml

VIEWS = {
    "facts": "fact_id,document,article INT,article_title,article_date,n INT,start INT,\"end\" INT,surface,low,high,from_value,low_real REAL,"
    "high_real REAL,from_real REAL,comparator,unit,category,metric,subject,item,basis,period,place,direction,relation,rule,confidence REAL,"
    "sentence,sentence_start INT,quote_start INT,quote_length INT,place_code,province,prefecture,county,subject_id,subject_name,industry_code,"
    "industry,chain_link,tags,period_year INT,repeat_group,is_repeat INT,overridden INT,machine_low,machine_high,reviewer,reviewed_at,flags,place_name,is_lead INT,conflict_key",
    "articles": "document,article INT,title,kicker,byline,date,place,place_code,paragraphs INT,scalars INT,joins INT,facts INT,start INT",
    "documents": "document,source,path,encoding,date,date_origin,digest,bytes INT,scalars INT,articles INT,facts INT,quarantined INT",
    "implied": "implied_id,document,article INT,n INT,kind,label,base_fact,rate_fact,value,low,high,value_real REAL,low_real REAL,high_real REAL,"
    "comparator,unit,metric,subject,item,period,place,place_code,formula,integers,note",
    "conflicts": "group_key,metric,subject,item,period,unit,values_,facts INT,documents",
    "targets": "fact_id,plan,document,n INT,metric,item,subject,place,target_real REAL,target,comparator,unit,target_year INT,actual_fact,actual_real REAL,actual_period",
    "events": "document,article INT,n INT,date,event,place,parties",
    "programmes": "document,article INT,n INT,name,kind,level,place,horizon,holder,holds,audience",
    "listings": "document,article INT,n INT,fact_id,quote,stated INT,least INT,most INT,names,agreement,start INT",
    "checks": "check_id,severity,status,failing INT,total INT,message,n INT",
    "quarantine": "kind,document,stage,code,reason,help,detail",
    "counts": "name,value INT",
    "run_info": "name,value,n INT",
    "changes": "change,cause,fact_id,document,metric,subject,item,period,old_value,new_value,unit,n INT",
    "review": "fact_id,document,article_title,n INT,start INT,surface,machine_low,machine_high,machine_unit,machine_category,machine_metric,"
    "machine_subject,machine_item,machine_basis,machine_period,machine_place,confidence REAL,sentence,quote_start INT,quote_length INT,flags,reason,"
    "priority REAL,decision,low,high,unit,category,metric,subject,item,basis,period,place,comment,reviewer,reviewed_at",
    "overrides": "document,quote,surface,decision,low,high,unit,category,metric,subject,item,basis,period,place,comment,reviewer,reviewed_at,fact_id,state,"
    "machine_low,machine_high,machine_unit,machine_category,machine_metric,machine_subject,machine_item,machine_basis,machine_period,machine_place,rule,"
    "confidence REAL,n INT",
}


def insert(db, table, row):
    names = ",".join('"%s"' % k for k in row)
    db.execute(f"INSERT INTO {table} ({names}) VALUES ({','.join('?' * len(row))})", list(row.values()))


def build(path, copies):
    db = sqlite3.connect(":memory:")
    for name, columns in VIEWS.items():
        db.execute(f"CREATE TABLE {name} ({columns})")
    lines = [l.rstrip("\n") for l in open(path, encoding="utf-8") if not l.startswith("#")]
    header = lines[0].split("\t")
    facts, seen, offsets = [], set(), {}
    for copy in range(copies):
        for n, line in enumerate(lines[1:]):
            f = dict(zip(header, line.split("\t")))
            document = f["document"] if copy == 0 else f["document"].replace(".txt", f"-{copy}.txt")
            before = "".join([f["period"] and f["period"] + "，", f["subject"], f["item"] and "的" + f["item"], f["metric"]])
            sentence = before + f["surface"] + "，据当地有关部门介绍。"
            start = offsets.get(document, 20)
            offsets[document] = start + len(sentence)
            key = (f["subject"], f["item"], f["metric"], f["low"], f["unit"]) if copy == 0 else None
            repeat = 1 if key in seen else 0
            seen.add(key)
            place = f["place"]
            province = next((place[: place.index(s) + len(s)] for s in ("自治区", "省", "市") if s in place), "")
            told = f["document"] == "新闻/南昌技术合同.txt" and f["metric"] == "技术合同成交额" and f["category"] == "revenue"
            flags = "unit_suspect" if f["unit"] == "t" and f["category"] == "resource" else "conflict" if told else ""
            text = f["item"] + f["subject"]
            link = "新材料" if any(w in text for w in ("永磁", "储氢", "抛光", "锂电材料", "正极")) else "资源开采与分离" if "稀土" in text else "终端应用" if "电" in text else ""
            years = f["period"].split("/")[-1][:4]
            row = dict(
                fact_id=hashlib.sha256(f"{document} {n} {f['surface']}".encode()).hexdigest()[:16], document=document, article=0,
                article_title=document.split("/")[-1][:-4] + "：产业发展情况", article_date="2021-01-08", n=n, start=start + len(before), end=start + len(before) + len(f["surface"]),
                surface=f["surface"], low=f["low"], high=f["high"], from_value=f["from"], low_real=float(f["low"]), high_real=float(f["high"]),
                from_real=float(f["from"]) if f["from"] else None, comparator=f["comparator"], unit=f["unit"], category=f["category"], metric=f["metric"],
                subject=f["subject"], item=f["item"], basis=f["basis"], period=f["period"], place=place, direction=f["direction"], relation=f["relation"],
                rule="indicator-before-figure", confidence=float(f["confidence"]), sentence=sentence, sentence_start=start, quote_start=len(before),
                quote_length=len(f["surface"]), place_code="", province=province, prefecture="", county="", subject_id="", subject_name=f["subject"], industry_code="",
                industry="", chain_link=link, tags="", period_year=int(years) if years else None,
                repeat_group=hashlib.sha256("|".join(map(str, key)).encode()).hexdigest()[:16] if key else "", is_repeat=repeat, overridden=0,
                machine_low=f["low"], machine_high=f["high"], reviewer="", reviewed_at="", flags=flags, place_name="", is_lead=1 - repeat, conflict_key="k1" if told else "")
            facts.append(row)
            insert(db, "facts", row)
    derive(db, facts)
    return db


def half(text):
    return 0.5 * 10 ** -(len(text.split(".")[1]) if "." in text else 0)


def weaker(a, b):
    return a if a != "eq" else b


def derive(db, facts):
    def find(**wanted):
        return next((f for f in facts if all(f[k] == v for k, v in wanted.items())), None)

    n = 0
    for rate in facts:
        if rate["is_repeat"] or rate["unit"] != "%" or rate["category"] not in ("share", "change") or rate["from_value"]:
            continue
        base = next((f for f in facts if f["document"] == rate["document"] and f["category"] in ("count", "revenue") and f["comparator"] == "eq" and not f["is_repeat"]
                     and f["subject"] == rate["subject"] and f["item"] == rate["item"] and (f["metric"] in (rate["metric"], "技术合同成交额" if "成交额" in rate["metric"] else "") or rate["metric"] == "占总量")), None)
        if not base:
            continue
        b, r, h = base["low_real"], rate["low_real"], half(rate["low"])
        kinds = [("whole", lambda x: b / (x / 100), "base / (rate / 100)")] if rate["category"] == "share" else [
            ("prior", lambda x: b / (1 + x / 100), "base / (1 + rate / 100)"), ("increase", lambda x: b - b / (1 + x / 100), "base - base / (1 + rate / 100)")]
        for kind, f, formula in kinds:
            low, high = sorted((f(r - h), f(r + h)))
            counted = base["category"] == "count"
            value = round(f(r)) if counted else round(f(r), 2)
            import math
            ints = list(range(math.ceil(low), math.floor(high) + 1)) if counted else []
            n += 1
            insert(db, "implied", dict(
                implied_id=f"i{n:04}", document=base["document"], article=0, n=n, kind=kind,
                label={"whole": "总体", "prior": "上年", "increase": "比上年增加"}[kind] + base["metric"], base_fact=base["fact_id"], rate_fact=rate["fact_id"],
                value=repr(value), low=repr(round(low, 6)), high=repr(round(high, 6)), value_real=value, low_real=low, high_real=high,
                comparator=weaker(base["comparator"], rate["comparator"]), unit=base["unit"], metric=base["metric"], subject=base["subject"], item=base["item"],
                period=str(int(base["period"]) - 1) if kind == "prior" and base["period"].isdigit() else base["period"], place=base["place"], place_code="", formula=formula,
                integers="" if not ints else str(ints[0]) if len(ints) == 1 else f"{ints[0]}–{ints[-1]}" if len(ints) < 20 else "", note=f"由“{base['surface']}”与“{rate['surface']}”推得"))
    documents = sorted({f["document"] for f in facts})
    for d in documents:
        own = [f for f in facts if f["document"] == d]
        insert(db, "documents", dict(document=d, source="press", path="sources/" + d, encoding="GB18030" if "公报" in d else "UTF-8", date="2021-01-08", date_origin="dateline",
                                     digest=hashlib.sha256(d.encode()).hexdigest()[:16], bytes=4096, scalars=1800, articles=1, facts=len(own), quarantined=0))
        insert(db, "articles", dict(document=d, article=0, title=own[0]["article_title"], kicker="", byline="本报记者 张三 李四", date="2021-01-08", place=own[0]["place"], place_code="",
                                    paragraphs=6, scalars=1720, joins=2 if "包头" in d else 0, facts=len(own), start=0))
    for f in facts:
        if f["basis"] == "target":
            actual = find(category="revenue", basis="actual", unit=f["unit"]) if "锂电" in f["item"] else None
            insert(db, "targets", dict(fact_id=f["fact_id"], document=f["document"], plan="“十四五”规划" if "2021" in f["period"] else "行动计划", metric=f["metric"], item=f["item"], subject=f["subject"], place=f["place"],
                                       target_real=f["low_real"], target=f["low"], comparator=f["comparator"], unit=f["unit"], target_year=f["period_year"] or 2025,
                                       actual_fact=actual["fact_id"] if actual else "", actual_real=actual["low_real"] if actual else None, actual_period="2020" if actual else ""))
        if f["confidence"] < 0.7 or f["flags"]:
            row = {k: f[k] for k in ("fact_id", "document", "article_title", "n", "start", "surface", "confidence", "sentence", "quote_start", "quote_length", "flags")}
            row |= {"machine_" + k: f[k] for k in ("low", "high", "unit", "category", "metric", "subject", "item", "basis", "period", "place")}
            row |= {k: "" for k in ("decision", "low", "high", "unit", "category", "metric", "subject", "item", "basis", "period", "place", "comment", "reviewer", "reviewed_at")}
            insert(db, "review", row | dict(reason=f["flags"] or "unsure", priority=round(1.5 - f["confidence"], 2)))
    for n, (f, state, decision, low) in enumerate([(facts[3], "applied", "correct", "120000000"), (facts[5], "stale", "accept", "")]):
        machine = {"machine_" + k: f[k] if state == "applied" else "" for k in ("low", "high", "unit", "category", "metric", "subject", "item", "basis", "period", "place")}
        empty = {k: "" for k in ("high", "unit", "category", "metric", "subject", "item", "basis", "period", "place")}
        insert(db, "overrides", machine | empty | dict(
            document=f["document"], quote=f["sentence"], surface=f["surface"], decision=decision, low=low, comment="查过公告", reviewer="李四", reviewed_at="2021-02-03",
            fact_id=f["fact_id"] if state == "applied" else "", state=state, rule=f["rule"] if state == "applied" else "", confidence=f["confidence"], n=n))
    f = facts[0]
    insert(db, "conflicts", dict(group_key="k1", metric="技术合同成交额", subject="南昌市", item="技术合同", period="2020", unit="CNY", values_="7000000000 · 7292000000", facts=2, documents=facts[55]["document"]))
    insert(db, "events", dict(document=facts[60]["document"], article=0, n=0, date="2020-12-22", event="高能密度锂电材料项目签约", place="青海省西宁市", parties="青海泰丰先行锂电科技有限公司、南川工业园区"))
    insert(db, "events", dict(document=facts[-5]["document"], article=0, n=1, date="2020-12-28", event="绿色共享换电示范项目建成", place="新疆维吾尔自治区乌鲁木齐市", parties=""))
    insert(db, "programmes", dict(document=documents[0], article=0, n=0, name="稀土产业高质量发展“十四五”专项规划", kind="规划", level="市", place="内蒙古自治区包头市", horizon="2021/2025", holder="包头稀土高新区", holds="发展目标、工作路径和任务举措", audience="稀土企业"))
    for n, (quote, stated, least, most, names, agreement) in enumerate((
        ("4个世界级先进制造业集群", 4, 4, 4, "绿色石化、数字安防、汽车、现代纺织", "pass"),
        ("三大工程", 3, 2, 2, "强基工程、补链工程", "fail"), ("7大基地建设", 7, 0, 0, "", "not_checkable"))):
        insert(db, "listings", dict(document=documents[0], article=0, n=n, fact_id="", quote=quote, stated=stated, least=least, most=most, names=names, agreement=agreement, start=n))
    for n, row in enumerate([("share-range", "warn", "pass", 0, 12, "占比不超过100%"), ("unit-plausible", "warn", "warn", 2, len(facts), "单位合乎常理：每千瓦时的材料用量偏大"), ("place-known", "error", "pass", 0, len(facts), "地名可在行政区划表中找到")]):
        insert(db, "checks", dict(zip("check_id severity status failing total message".split(), row)) | {"n": n})
    insert(db, "quarantine", dict(kind="document", document="新闻/空文件.txt", stage="ingest", code="reader.empty", reason="文件没有内容", help="补上文件，或从来源中去掉", detail=""))
    insert(db, "quarantine", dict(kind="document", document="新闻/图片.txt", stage="ingest", code="reader.binary", reason="不是文本：开头是 PNG 图片的标记", help="换成文本，或改用能识别图片的读取器", detail=""))
    counts = dict(documents_read=len(documents) + 2, documents_kept=len(documents), documents_quarantined=2, articles=len(documents), facts_read=len(facts), facts=len(facts), facts_quarantined=0,
                  facts_rejected=0, facts_overridden=0, facts_repeated=sum(f["is_repeat"] for f in facts), implied=db.execute("SELECT count(*) FROM implied").fetchone()[0])
    for k, v in counts.items():
        insert(db, "counts", dict(name=k, value=v))
    for n, (k, v) in enumerate([("tool_version", "0.1.0"), ("report_digest", "3f1c9a0d5e7b2468"), ("sources", str(len(documents) + 2)), ("latest_source_date", "2021-01-08"), ("pipeline", "industry-brief")]):
        insert(db, "run_info", dict(name=k, value=v, n=n))
    g = find(metric="技术合同登记数量", category="count")
    for n, (change, cause, old, new) in enumerate([("changed", "source", "1829", "1892"), ("added", "source", "", "7292000000"), ("changed", "method", "31.2", "31.24"), ("withdrawn", "override", "115", "")]):
        insert(db, "changes", dict(change=change, cause=cause, fact_id=g["fact_id"], document=g["document"], metric=g["metric"], subject=g["subject"], item=g["item"], period="2020",
                                   old_value=old, new_value=new, unit="CNY" if n == 1 else "%" if n == 2 else "项", n=n))


def half_digit(surface, value, unit, comparator):
    """As PrintedDigits.swift, for figures without grouping."""
    if value in (None, "") or comparator not in ("eq", "approx"):
        return None
    from decimal import Decimal

    for written in reversed(re.findall(r"[0-9]+(?:\.[0-9]+)?", surface)):
        factor = abs(Decimal(value)) / Decimal(written) if Decimal(written) else Decimal(0)
        if not factor or factor.normalize().as_tuple().digits != (1,):
            continue
        decimals = len(written.partition(".")[2])
        if factor == 1 and not decimals and unit and all("\u4e00" <= c <= "\u9fff" for c in unit):
            return "0"
        return f"{(factor.scaleb(-decimals) * Decimal('0.5')).normalize():f}"
    return "0"


class ExactSum:
    def __init__(self):
        self.sum = 0

    def step(self, value):
        from decimal import Decimal

        self.sum += Decimal(value)

    def finalize(self):
        return str(self.sum)


def with_tables(template, query):
    """The query behind the named tables that it reads from, as SharedTables.swift puts them."""
    needed, text = [], query
    for name, sql in reversed(list(template.get("tables", {}).items())):
        if name in re.split(r"\W+", text):
            needed.insert(0, f"{name} AS (\n{sql.rstrip()}\n)")
            text += " " + sql
    if not needed:
        return query
    head = query.lstrip()
    tables = ",\n".join(needed)
    return f"WITH {tables}," + head[4:] if re.match(r"(?i)with\s", head) else f"WITH {tables}\n" + query


def queries(template):
    for sheet in template["sheets"]:
        for part in [sheet] + sheet.get("blocks", []):
            for key in ("sql", "values"):
                if key in part:
                    yield with_tables(template, part[key])


def main():
    template = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))
    source = sys.argv[2]
    db = sqlite3.connect(source) if source.endswith(".sqlite") else build(source, int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    db.create_function("half_digit", 4, half_digit, deterministic=True)
    db.create_aggregate("exact_sum", 1, ExactSum)
    answers = {}
    for sql in queries(template):
        cursor = db.execute(sql)
        answers[" ".join(sql.split())] = {"columns": [c[0] for c in cursor.description], "rows": cursor.fetchall()}
    json.dump(answers, sys.stdout, ensure_ascii=False, indent=None, separators=(",", ":"))


main()
