/** The worker that colours code: asked, let go when nobody asks, and started anew. */
import { describe, expect, it } from 'vitest'
import { startHighlighter, type HighlightReply, type HighlightRequest } from './highlight-client.ts'

function playedWorkers() {
  const begun: { asked: HighlightRequest[]; isOver: boolean; answer(key: string): void }[] = []
  const timers = new Map<number, () => void>()
  const replies: string[] = []
  const ask = startHighlighter((key) => replies.push(key), {
    newWorker() {
      const target = new EventTarget()
      const worker = {
        asked: [] as HighlightRequest[],
        isOver: false,
        answer(key: string) {
          const data: HighlightReply = { key, result: null }
          target.dispatchEvent(new MessageEvent('message', { data }))
        },
      }
      begun.push(worker)
      return {
        addEventListener: target.addEventListener.bind(target),
        postMessage: (request: HighlightRequest) => void worker.asked.push(request),
        terminate: () => void (worker.isOver = true),
      }
    },
    after(_ms, work) {
      const id = timers.size + 1
      timers.set(id, work)
      return () => void timers.delete(id)
    },
  })
  const rest = () => {
    for (const work of timers.values()) work()
    timers.clear()
  }
  return { begun, replies, rest, ask: (key: string) => ask({ key, code: 'x', language: 'ts' }) }
}

describe('the worker that colours code', () => {
  it('starts with the first block, and the same answers the next', () => {
    const { begun, ask } = playedWorkers()
    expect(begun).toHaveLength(0)
    ask('one')
    ask('two')
    expect(begun).toHaveLength(1)
    expect(begun[0]?.asked.map(({ key }) => key)).toEqual(['one', 'two'])
  })

  it('is let go when all is answered and nobody asks any more; the next block starts another', () => {
    const { begun, replies, rest, ask } = playedWorkers()
    ask('one')
    begun[0]?.answer('one')
    rest()
    expect(begun[0]?.isOver).toBe(true)
    ask('two')
    expect(begun).toHaveLength(2)
    begun[1]?.answer('two')
    expect(replies).toEqual(['one', 'two'])
  })

  it('stays while a block is not answered, or another came meanwhile', () => {
    const { begun, rest, ask } = playedWorkers()
    ask('one')
    ask('two')
    begun[0]?.answer('one')
    rest()
    expect(begun[0]?.isOver).toBe(false)
    begun[0]?.answer('two')
    ask('three')
    rest()
    expect(begun[0]?.isOver).toBe(false)
  })
})
