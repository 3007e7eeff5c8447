package sequence_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/gongguo/gongguo/ledger/sequence"
)

// TestTree walks random sequences, many of which begin alike, and holds the nodes to a map of the sequences themselves.
func TestTree(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	var tree sequence.Tree
	nodes, words := map[string]uint32{"[]": sequence.Root}, map[uint32][]uint32{sequence.Root: nil}
	for range 3000 {
		node, path := sequence.Root, []uint32{}
		for range random.IntN(6) {
			word := random.Uint32N(5) * 0x40000001
			before, known := nodes[fmt.Sprint(append(path, word))]
			found, ok := tree.Find(node, word)
			require.Equal(t, known, ok)
			require.Equal(t, before, found)
			next, fresh := tree.Step(node, word)
			require.Equal(t, !known, fresh)
			path = append(path, word)
			if known {
				require.Equal(t, before, next)
			} else {
				require.Equal(t, uint32(len(nodes)), next, "nodes count from 1")
				nodes[fmt.Sprint(path)], words[next] = next, append([]uint32(nil), path...)
			}
			node = next
		}
		require.Equal(t, node, tree.Walk(sequence.Root, path))
	}
	require.Equal(t, len(nodes)-1, tree.Len())
	for node, path := range words {
		assert.Equal(t, append([]uint32{7}, path...), tree.Path([]uint32{7}, node))
	}
}

// TestReset asks that a tree which was reset is as a new one, after much and after little.
func TestReset(t *testing.T) {
	t.Parallel()
	var tree sequence.Tree
	for round, size := range []uint32{3, 5000, 2, 1, 300} {
		for word := range size {
			node, fresh := tree.Step(sequence.Root, word)
			require.Equal(t, word+1, node, "round %d", round)
			require.True(t, fresh)
			again, fresh := tree.Step(sequence.Root, word)
			require.Equal(t, node, again)
			require.False(t, fresh)
		}
		require.Equal(t, []uint32{size - 1}, tree.Path(nil, size))
		tree.Reset()
		require.Zero(t, tree.Len())
		_, ok := tree.Find(sequence.Root, 0)
		require.False(t, ok)
	}
}

// TestTable holds the numbers of random sequences, many of which come again, to a map.
func TestTable(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	var table sequence.Table
	numbers := map[string]uint32{}
	for range 5000 {
		words := make([]uint32, random.IntN(5))
		for i := range words {
			words[i] = random.Uint32N(6) * 0x20000003
		}
		want, known := numbers[fmt.Sprint(words)]
		found, ok := table.Find(words)
		require.Equal(t, known, ok)
		require.Equal(t, want, found)
		if !known {
			want = uint32(len(numbers))
			numbers[fmt.Sprint(words)] = want
		}
		number, fresh := table.Number(words)
		require.Equal(t, !known, fresh)
		require.Equal(t, want, number)
		require.Equal(t, len(numbers), table.Len())
		require.Equal(t, fmt.Sprint(words), fmt.Sprint(table.Get(number)))
	}
}
