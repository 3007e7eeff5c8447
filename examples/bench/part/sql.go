package part

import (
	"context"
	"database/sql"

	"github.com/shopspring/decimal"

	"github.com/gongguo/gongguo/examples/bench/digest"
)

// sqlTables are the tables of a database: keys are numbers, and placements and endorsers as well.
const sqlTables = `
create table unit (unit integer primary key, id text not null, category text not null);
create table item (item integer primary key, unit integer not null, genre integer not null);
create table outlet (outlet integer primary key, level integer not null, newspaper integer not null);
create table standard (level integer not null, genre integer not null, points integer not null,
  primary key (level, genre));
create table adopt (item integer not null, outlet integer not null, placement integer not null);
create table endorse (item integer not null, endorser integer not null);
create table endorser (endorser integer primary key);
`

// sqlQuery is the part as one question.
const sqlQuery = `
with endorsed as (select distinct item from endorse join endorser using (endorser)),
worth as (
  select a.item, max(s.points *
    case when e.item is not null or (o.newspaper = 1 and a.placement in (1, 2)) then 2 else 1 end) as points
  from adopt a join item i on i.item = a.item join outlet o on o.outlet = a.outlet
  join standard s on s.level = o.level and s.genre = i.genre
  left join endorsed e on e.item = a.item
  group by a.item),
of_unit as (select i.unit, sum(w.points) as points from worth w join item i on i.item = w.item group by i.unit),
total as (select u.id, u.category, coalesce(p.points, 0) as points from unit u left join of_unit p on p.unit = u.unit)
select id, cast(points as bigint), rank() over (partition by category order by points desc) from total`

// insert puts one row into a table.
type insert func(table string, values ...int64) error

var (
	levelCodes     = map[string]int64{"national": 1, "region": 2, "city": 3, "portal": 4}
	genreCodes     = map[string]int64{"brief": 1, "research": 2}
	placementCodes = map[string]int64{"headline": 1, "ear": 2}
)

// fill puts all but the units into a database.
func (d *Data) fill(put insert) error {
	by := map[string]int64{}
	for _, name := range endorsers {
		by[name] = int64(len(by) + 1)
		if err := put("endorser", by[name]); err != nil {
			return err
		}
	}
	for level, points := range standards {
		for genre, n := range points {
			if err := put("standard", levelCodes[level], genreCodes[genre], n); err != nil {
				return err
			}
		}
	}
	for i, o := range d.Outlets {
		newspaper := int64(0)
		if o.Medium == "newspaper" {
			newspaper = 1
		}
		if err := put("outlet", int64(i), levelCodes[o.Level], newspaper); err != nil {
			return err
		}
	}
	for i, x := range d.Items {
		if err := put("item", int64(i), int64(x.Unit), genreCodes[x.Genre]); err != nil {
			return err
		}
	}
	for _, a := range d.Adoptions {
		if err := put("adopt", int64(a.Item), int64(a.Outlet), placementCodes[a.Placement]); err != nil {
			return err
		}
	}
	for _, e := range d.Endorsements {
		if err := put("endorse", int64(e.Item), by[e.By]); err != nil {
			return err
		}
	}
	return nil
}

// ask runs the prepared question.
func ask(ctx context.Context, question *sql.Stmt) ([]digest.Line, error) {
	rows, err := question.QueryContext(ctx)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []digest.Line
	for rows.Next() {
		l, points := digest.Line{Account: "points"}, int64(0)
		if err := rows.Scan(&l.Unit, &points, &l.Rank); err != nil {
			return nil, err
		}
		l.Total = decimal.NewFromInt(points)
		out = append(out, l)
	}
	return out, rows.Err()
}
