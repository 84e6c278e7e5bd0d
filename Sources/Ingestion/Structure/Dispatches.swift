import Facts
import Lexicons

/// How a dispatch opens: `科技日报讯（记者张三）`, `新华社北京1月8日电`, `本报讯`.
struct Dispatch {
    /// Offset past `讯` or `电`.
    var end: Int
    /// Place between agency and date, empty where none stands.
    var place: TextSpan
    /// Whether it opens a text by itself, without a headline above: not so `新华网消息`.
    var isStrong = true
    /// Reporter in brackets at the very start, `（记者张三）`, `〔記者張三／台北報導〕`; empty elsewhere.
    var reporter = TextSpan(0, 0)
}

struct Dispatches {
    let page: Page

    /// Reads a dispatch line at the start of a paragraph.
    func dispatch(_ start: Int, _ end: Int) -> Dispatch? {
        if let bracket = bracketedReporter(start, end) { return bracket }
        var i = start
        while i < end, i - start < 3,
            Characters.isOpener(page.text[i]) || page.text[i] == 0x636E || Characters.isSpace(page.text[i])
        { i += 1 }
        guard let agency = agencyEnd(i, min(end, i + 12)) else { return placeDispatch(i, end) }
        var at = agency
        var placeEnd = agency
        let limit = min(end, agency + 24)
        while at < limit {
            if let next = page.words.end(of: .dispatch, in: page.text, at: at, limit: limit) {
                guard isBoundary(next, end) || agency == at else {
                    at += 1
                    placeEnd = max(placeEnd, at)
                    continue
                }
                guard agency != at || isBoundary(next, end) else { return nil }
                let named = page.begins(.bylineRole, agency, at)
                return Dispatch(
                    end: next, place: named ? TextSpan(agency, agency) : TextSpan(agency, min(placeEnd, at)),
                    isStrong: next - at == 1)
            }
            let c = page.text[at]
            guard Characters.isHan(c) || Characters.isDigit(c) || c == 0x20 || c == 0x3000 else { return nil }
            at += 1
            if Characters.isHan(c), placeEnd == at - 1, c != 0x6708, c != 0x65E5 { placeEnd = at }
        }
        return nil
    }

    /// `（记者张三）` and `〔記者張三／台北報導〕` before the text.
    private func bracketedReporter(_ start: Int, _ end: Int) -> Dispatch? {
        guard start < end,
            Characters.isOpener(page.text[start]) || page.text[start] == 0xFF3B || page.text[start] == 0x5B
        else { return nil }
        let limit = min(end, start + 36)
        guard let close = (start + 1..<limit).first(where: { Characters.isCloser(page.text[$0]) }), close + 1 < end,
            close - start >= 4
        else { return nil }
        var role = start + 1
        if let agency = page.words.end(of: .agency, in: page.text, at: role, limit: close) { role = agency }
        guard page.begins(.bylineRole, role, close),
            !(start..<close).contains(where: { page.text[$0] == Characters.comma })
        else { return nil }
        var place = TextSpan(close, close)
        if let slash = page.first(0xFF0F, role, close) ?? page.first(0x2F, role, close) {
            for filed in slash..<close where page.words.end(of: .filed, in: page.text, at: filed, limit: close) == close
            {
                place = TextSpan(slash + 1, filed)
            }
        }
        return Dispatch(end: close + 1, place: place, isStrong: false, reporter: TextSpan(start + 1, close))
    }

    /// `合肥11月3日讯`: place and day without an agency.
    private func placeDispatch(_ start: Int, _ end: Int) -> Dispatch? {
        var place = start
        while place < end, place - start < 9, Characters.isHan(page.text[place]) { place += 1 }
        guard place - start >= 2, place - start <= 8,
            let day = DateReader(text: page.text).firstMonthDay(place, min(end, place + 8)), day.span.start == place,
            let close = page.words.end(of: .dispatch, in: page.text, at: day.span.end, limit: end),
            isBoundary(close, end)
        else { return nil }
        return Dispatch(end: close, place: TextSpan(start, place))
    }

    /// After `讯` come a bracket, a space, a date or the text itself, never the rest of a word.
    private func isBoundary(_ at: Int, _ end: Int) -> Bool {
        guard at < end else { return true }
        let c = page.text[at]
        return Characters.isSpace(c) || Characters.isOpener(c) || Characters.isCloser(c) || Characters.isPunctuation(c)
            || Characters.isDigit(c)
            || c == 0x3011 || page.begins(.opener, at, end) || page.begins(.bylineRole, at, end)
            || page.text[at - 1] == 0x8BAF
    }

    private func agencyEnd(_ start: Int, _ limit: Int) -> Int? {
        if let end = page.words.end(of: .agency, in: page.text, at: start, limit: limit) { return end }
        // any 某某日报, 某某网 or 某某社 of up to eight characters
        var i = start
        while i < limit, Characters.isHan(page.text[i]) {
            let c = page.text[i]
            if i - start >= 2, c == 0x62A5 || c == 0x7F51 || c == 0x793E || c == 0x5831 || c == 0x7DB2 { return i + 1 }
            i += 1
        }
        return nil
    }
}
