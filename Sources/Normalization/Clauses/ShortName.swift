/// What the scalars of a short name say of it: whether they may be a firm's, or are an office's, a desk's or common words.
enum ShortName {
    /// Figures that only a firm has, and no place or goods.
    static let accounts: WordSet = [
        "营收", "營收", "总营收", "合并营收", "营业收入", "营业总收入", "净利", "净利润", "归母净利润", "扣非净利润", "归属于上市公司股东的净利润", "税后盈余", "税后纯益", "毛利率", "净利率", "每股收益", "每股盈余", "市值", "股价",
        "获配",
    ]

    /// Single scalars that no short name holds: of grammar, not of sense (能, 达, 合).
    static func isGrammar(_ c: UInt32) -> Bool {
        switch c {
        case "的", "和", "与", "及", "在", "是", "为", "对", "从", "将", "于", "由", "以", "被", "把", "向", "到", "至", "了", "等", "则", "也", "已", "均", "其", "该", "各", "每", "比", "较", "占", "约", "近", "超": return true
        default: return false
        }
    }

    /// 孙某某|宣布, 张某某|主持: a person's name of three scalars in front of what chairs and speakers do.
    static func isPerson(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool {
        range.count == 3 && isSurname(text[range.lowerBound]) && chairs.anyBegins(text, extent(range.upperBound, min(text.count, range.upperBound + 2)))
    }

    private static let chairs: AffixList = ["宣布", "主持", "强调", "指出", "要求", "致辞", "出席", "讲话"]

    private static func isSurname(_ c: UInt32) -> Bool {
        switch c {
        case "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "高", "林", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾", "肖", "田", "董", "袁", "潘", "于", "蒋", "蔡", "余", "杜", "叶", "程", "苏", "魏",
            "吕", "丁", "任", "沈", "姚", "卢", "姜", "崔", "钟", "谭", "陆", "汪", "范", "廖", "贾", "夏", "韦", "付", "邹", "孟", "熊", "秦", "邱", "尹", "薛", "闫", "段", "雷", "侯", "史", "陶", "黎", "贺", "顾", "毛", "郝", "龚", "邵", "严", "覃", "武", "戴", "莫", "孔": return true
        default: return false
        }
    }

    static func isDesk(_ c: UInt32) -> Bool {
        switch c {
        case "网", "报", "社", "台", "端", "讯", "汇", "經", "刊": return true
        default: return false
        }
    }

    /// 局, 部, 院: what tells of others.
    static func isOffice(_ c: UInt32) -> Bool {
        switch c {
        case "局", "署", "部", "委", "厅", "院", "会", "所", "关", "社", "办", "府", "报": return true
        default: return false
        }
    }

    /// 市, 园, 港: what ends the names of places.
    static func endsRegion(_ c: UInt32) -> Bool {
        switch c {
        case "市", "县", "区", "镇", "乡", "村", "园", "州", "省", "旗", "港", "岛", "地": return true
        default: return false
        }
    }

    /// A word of Latin letters, at least three, the first a capital.
    static func isLatinName(_ text: UnsafeBufferPointer<UInt32>, _ a: Int, _ b: Int) -> Bool {
        var b = b
        while b > a, text[b - 1] == " " { b -= 1 }
        guard b - a >= 3, text[a] >= 0x41, text[a] <= 0x5A else { return false }
        return (a..<b).allSatisfy { Scalars.isLetter(text[$0]) }
    }

    static func isCommonFirst(_ c: UInt32) -> Bool {
        switch c {
        case "这", "那", "该", "其", "此", "各", "每", "不", "并", "而", "但", "又", "也", "还", "更", "最", "很", "就", "才", "只", "却", "再", "已", "被", "把", "将", "让", "使", "从", "在", "为", "对", "与", "和", "分", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "用", "以", "按", "可", "能", "会", "应", "要", "他", "她", "它", "我", "你", "如", "据", "根", "截", "刚", "昨", "目", "除", "由", "若", "受", "抢":
            return true
        default: return false
        }
    }

    static let common: WordSet = [
        "业绩预告", "业绩快报", "土石方", "面临", "具体内容", "广播电视",
        "工具机", "半导体", "面板", "石化业", "太阳能", "被动元件", "政策", "规划", "通知", "意见", "报告", "会议", "论坛", "目标", "任务", "措施", "资金", "技术", "设备", "客户", "用户", "公众", "专家", "学者", "业界", "媒体", "领导", "部门", "各地", "国家", "地方", "中央", "政府",
        "市委", "省委", "县委", "区委", "党委", "人大", "政协", "干部", "乡村", "城市", "城镇", "农村", "区域", "地区", "项目", "工程", "活动", "计划", "方案", "战略", "模式", "平台", "体系", "机制", "环境", "条件", "优势",
        "特色", "结构", "规模", "水平", "能力", "速度", "效益", "收入", "支出", "成本", "价格", "需求", "供给", "供应", "库存", "贸易", "内贸", "投资", "科技", "创新", "人才", "教育", "医疗", "卫生", "文化", "旅游", "交通", "物流",
        "电力", "能源", "水利", "电网", "煤炭", "石油", "天然气", "粮食", "蔬菜", "水果", "畜牧业", "渔业", "林业", "种植业", "养殖业", "建筑", "房地产", "汽车", "机械", "化工", "医药", "纺织", "食品", "建材", "钢铁", "有色", "电子",
        "信息", "软件", "通信", "网络", "公司", "企业", "集团", "工厂", "车间", "生产线", "产线", "成果", "专利", "标准", "品牌", "资源", "土地", "森林", "海洋", "矿产", "环保", "节能", "安全", "服务", "管理", "改革", "开放",
        "发展", "建设", "保障", "就业", "社保", "养老", "住房", "机构", "协会", "商会", "联盟", "中心", "基地", "园区", "新区", "港口", "机场", "铁路", "公路", "高铁", "电站", "风电", "光伏", "水电", "火电", "核电", "储能", "氢能",
        "锂电", "电池", "芯片", "材料", "稀土", "部分", "多数", "多家", "两地", "三地", "各市", "各县", "各区", "本次", "此次", "这次", "首批", "首期", "二期", "一期", "三期", "前期", "后期", "期间", "期末", "期初", "报告期",
        "下一步", "随后", "此外", "另外", "同时", "工厂", "厂房", "新车", "整车", "新品", "产品线", "核心产品", "国际市场", "国内市场", "海外市场", "成功", "法人", "外资", "投信", "股价", "盤中", "盘中", "市场人士", "多方", "年产", "达产后", "建成后", "投产后",
        "直面", "移动", "宽带", "固网", "流量", "ASIC", "NPU", "CIS", "GPU", "CPU", "MCU", "DRAM", "NAND", "HBM", "SOC", "GIL", "AI", "AIGC", "ESG", "LED", "LNG", "IPO", "VR", "AR", "EV", "PC", "IT", "IC", "CEO", "GDP", "PMI", "CPI", "PPI", "记者", "记者从", "数据", "会上", "业内", "业内人士", "人们", "他们", "此举", "上述", "其次", "同样", "另一方面", "一方面", "另一个", "分析", "问", "答", "主持人", "发言人", "二是",
        "数值", "金额", "指标", "数量", "储氢", "储氢材料", "制氢", "加氢", "盈利", "亏损", "扭亏为盈", "同向上升", "同向下降", "比上年同期增长", "比上年同期下降", "三是", "四是", "五是", "首先", "最后", "其中", "值得", "值得注意", "此间", "该区", "该项", "这里", "那里", "大家", "群众", "居民", "农民", "市民", "村民", "经济", "社会", "质量", "生态", "工作", "整体", "全部", "双方", "三方", "消费", "市场", "产业", "产品", "行业", "表", "注", "图", "附", "文", "时", "今天", "昨天", "如下", "详见", "情况", "本文", "编者按", "指标", "名称", "单位", "合计", "其他",
        "城乡居民", "城镇居民", "农村居民", "民生", "工业", "农业", "制造业", "服务业", "建筑业", "分产业看", "分行业看", "分季度看", "分地区看", "分类别看", "一产", "二产", "三产", "机电产品", "民营企业", "财政", "金融", "内需", "物价", "本激励计划", "本计划", "目标值", "触发值", "激励对象", "首次授予", "预留部分", "标的公司", "交易对方", "本次交易", "本次发行", "本次回购",
    ]

    /// Whether scalars that stand where a firm's short name does are no office, no desk and no common word.
    static func mayBeFirm(_ text: UnsafeBufferPointer<UInt32>, _ range: Range<Int>) -> Bool {
        !isOffice(text[range.upperBound - 1]) && !isDesk(text[range.upperBound - 1]) && !isCommonFirst(text[range.lowerBound]) && !common.contains(text, range)
    }
}
