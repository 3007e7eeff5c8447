package main

func Example() {
	main()
	// Output:
	// 敖汉旗扶贫办 10
	// 林西县扶贫办 5
	// 2020-03-11 linxi 5 采用 四(三)2 [clipping/1]
	// 2020-03-12 aohan 10 采用 四(三)2 [clipping/3]
	// 2020-03-13 linxi 5 采用 四(三)2 [clipping/2]
	// 2020-03-15 linxi -5 少报 四(三)4 [paper/1]
	// clipping/4 outlet 赤峰曰报 matches no tier: no list names it and it has no level; did you mean 赤峰日报?
}
