// How exact numbers and instants cross: as text, which the library reads.

import Foundation

private let plain = Locale(identifier: "en_US_POSIX")

/// The decimal number that the library wrote.
func exactDecimal(_ text: String) -> Foundation.Decimal {
    Foundation.Decimal(string: text, locale: plain) ?? .nan
}

/// A decimal number as the library reads it. What is no number is `NaN`, which it refuses.
func decimalText(_ number: Foundation.Decimal) -> String {
    NSDecimalNumber(decimal: number).description(withLocale: plain)
}

private let secondsPerDay: Int64 = 86_400

/// The instant that the library wrote: `2025-02-01T12:00:00Z`, with milliseconds where they are not zero.
func instant(_ text: String) -> Foundation.Date {
    let numbers = text.split(whereSeparator: { !$0.isNumber }).map { Int64($0) ?? 0 }
    guard numbers.count >= 6 else { return .distantPast }
    let days = daysSince1970(year: numbers[0], month: numbers[1], day: numbers[2])
    let seconds = days * secondsPerDay + numbers[3] * 3_600 + numbers[4] * 60 + numbers[5]
    let milliseconds = numbers.count > 6 ? numbers[6] : 0
    return Foundation.Date(timeIntervalSince1970: Double(seconds * 1_000 + milliseconds) / 1_000)
}

/// An instant as the library reads it: to the millisecond if it is a whole one, as far as a `Date` can tell, else to the
/// microsecond. What is no instant stays none, and is refused.
func instantText(_ date: Foundation.Date) -> String {
    let milliseconds = date.timeIntervalSince1970 * 1_000
    guard milliseconds.isFinite, abs(milliseconds) < 1e15 else { return "\(milliseconds)" }
    let precision = max(abs(milliseconds), 1e12).ulp * 2
    if abs(milliseconds - milliseconds.rounded()) <= precision {
        return instantText(units: Int64(milliseconds.rounded()), perSecond: 1_000, digits: 3)
    }
    return instantText(units: Int64((milliseconds * 1_000).rounded(.down)), perSecond: 1_000_000, digits: 6)
}

private func instantText(units: Int64, perSecond: Int64, digits: Int) -> String {
    let (seconds, fraction) = floorDivide(units, by: perSecond)
    let (days, time) = floorDivide(seconds, by: secondsPerDay)
    let (year, month, day) = civil(daysSince1970: days)
    let stamp = [padded(year, 4), padded(month, 2), padded(day, 2)].joined(separator: "-")
    let clock = [time / 3_600, time / 60 % 60, time % 60].map { padded($0, 2) }.joined(separator: ":")
    return "\(stamp)T\(clock).\(padded(fraction, digits))Z"
}

private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

private func floorDivide(_ number: Int64, by divisor: Int64) -> (Int64, Int64) {
    let remainder = (number % divisor + divisor) % divisor
    return ((number - remainder) / divisor, remainder)
}

/// The Gregorian calendar, also before it was introduced; years are counted from March, so that leap days come last.
private func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = floorDivide(shifted, by: 400)
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
}

private func civil(daysSince1970 days: Int64) -> (Int64, Int64, Int64) {
    let (era, dayOfEra) = floorDivide(days + 719_468, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
}

extension Foundation.Date {
    /// The instant without what is finer than a millisecond, as documents hold it.
    public var flooredToMillisecond: Foundation.Date {
        Foundation.Date(timeIntervalSince1970: (timeIntervalSince1970 * 1_000).rounded(.down) / 1_000)
    }
}
