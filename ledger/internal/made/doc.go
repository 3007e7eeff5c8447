// Package made makes ledgers for tests, which alone import it:
//
//	[Entries]  few units and items that meet often, some entries wrong
//	[Lines]    a year of a large office as JSON Lines
package made
