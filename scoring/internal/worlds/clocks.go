package worlds

import (
	"time"

	"github.com/gongguo/gongguo/ledger"
)

// clocks is a scheme of days that begin late or twice: in St. John's the clock went back at 00:01 of 7 November 2010,
// to 23:01 of the 6th, and in São Paulo, Beirut and Havana a midnight was left out or came twice in that year. Nothing
// in it is derived.
func clocks() *World {
	return &World{
		Name: "clocks", Source: clocksScheme, Year: 2010, Seeds: 60, often: []int{10, 10, 40, 64, 72},
		zone: "America/St_Johns",
		moments: []time.Duration{30 * time.Second, 59 * time.Second, time.Minute, 31 * time.Minute, -30 * time.Minute,
			61*time.Minute + 1, -time.Hour},
		Codes:      []string{"struck-out", "off-roster", "no-rule", "absent", "problem absent"},
		categories: []string{"office", "office", "person"},
		genres:     []string{"news", "study"},
		outlets:    []string{"甲报", "乙报"},
		levels:     []string{"city"},
		endorsers:  []string{"boss"},
		grants:     []string{"prize points 1", "prize points 2", "- points 1", "pryze points 1"},
		incidents:  []string{"late"},
		quotas:     []string{"monthly"},
		attrs: map[ledger.Kind][]string{
			ledger.Submit: {"seen_at=2010-11-07", "seen_at=2010-11-06", "seen_at=2010-11-07T00:00:30-02:30",
				"seen_at=2010-10-17", "seen_at=soon"},
		},
		Readings: []string{"sao-paulo", "beirut", "havana", "nothing-begins", "nothing-begins"},
		borders:  []string{"11-07", "10-17", "02-21", "03-28", "10-31", "03-14", "11-08"},
	}
}

const clocksScheme = `scheme: clocks
title: days that begin late or twice
calendar:
  timezone: America/St_Johns
  month_closes: 6
  closes: {2009-W52: 2010-01-03, 2010-10: 2010-10-31, 2010: 2010-11-07}
  workdays: [2010-11-07, 2010-10-17, 2010-03-28, 2010-10-31]
accounts: {points: {places: 0}}
attrs: {submit: {seen_at: optional time}}
tiers: [city]
params: {each: {2009-01-01: 1, 2010-03-28: 2, 2010-10-17: 3}}
numbers: {nth: {each: submit, by: item.unit, per: month}}
credits:
  on: {clause: '1', each: submit, worth: 'day(item.at) + 100 * weekday(item.at) + 1000 * month(item.at)'}
  seen: {clause: '2', each: submit, when: 'item.genre == "news"', worth: 'date(item.seen_at) == date(item.at) ? 1 : (item.seen_at < date(2010, 11, 7) ? 2 : 3)'}
  early: {clause: '3', each: adopt, from: 2010-02-21, when: 'clock(adopt.at) < clock("00:01")', worth: params.each}
  soon: {clause: '4', each: adopt, until: 2010-11-06, worth: 'adopt.at - date(item.at) <= hours(25) ? 1 : 0'}
  in-time: {clause: '5', each: commission, worth: 'commission.answers.exists(a, a.at <= commission.due) ? 5 : -1'}
  prize: {clause: '6', each: grant, worth: 'grant.amount * (isWorkday(grant.at) ? 1 : 2)'}
  noted: {clause: '7', each: endorse, worth: 'date(workdays(item.at, 1)) == date(item.at) + days(1) ? 1 : 0'}
  sixth: {clause: '8.1', each: submit, when: 'day(item.at) == 6 || weekday(item.at) == 7', worth: 2}
  first: {clause: '8', each: submit, when: 'nth.nth == 1', worth: 1}
quotas:
  monthly: {per: month, count: 'date(item.at) + days(1) > date(2010, 1, 1)', required: 2}
  weekly: {per: week, each: adopt, count: 'default(date(item.happened) == date(adopt.at), false)', required: 1}
deductions:
  late: {clause: '9', each: incident, worth: '-1 * day(incident.at)'}
  short: {clause: '10', of: [monthly, weekly], worth: '-1 * quota.missing * day(period.start)'}
caps:
  most: {clause: '11', per: month, of: on, at_most: 8000}
rankings:
  yearly: {per: [month, year], group: unit.category}
readings:
  zone:
    st-johns: {taken: true}
    sao-paulo: {patch: {calendar: {timezone: America/Sao_Paulo, month_closes: 16}}}
    beirut: {patch: {calendar: {timezone: Asia/Beirut, month_closes: 27}}}
    havana: {patch: {calendar: {timezone: America/Havana, month_closes: null}}}
    nothing-begins: {patch: {calendar: {month_closes: 20}, credits: {soon: {until: null}}}}
`
