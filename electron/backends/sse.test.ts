/** The event-stream parser, fed in every way a network can cut bytes. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSseParser, type SseEvent } from './sse.ts'

const parse = (pieces: readonly Uint8Array[], limit?: number): SseEvent[] => {
  const parser = createSseParser(limit)
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()]
}
const bytes = (text: string) => new TextEncoder().encode(text)

describe('an event stream', () => {
  const CASES: [string, string, SseEvent[]][] = [
    ['names its events', 'event: a\ndata: 1\n\n', [{ event: 'a', data: '1' }]],
    ['may not name them', 'data: 1\n\n', [{ event: 'message', data: '1' }]],
    ['joins lines of data', 'data: 1\ndata: 2\n\n', [{ event: 'message', data: '1\n2' }]],
    [
      'drops one space only',
      'data:  1\n\ndata:2\n\n',
      [
        { event: 'message', data: ' 1' },
        { event: 'message', data: '2' },
      ],
    ],
    ['skips comments', ': keep alive\n\n:\ndata: 1\n\n', [{ event: 'message', data: '1' }]],
    ['skips fields it does not know', 'id: 7\nretry: 5\nodd\ndata: 1\n\n', [{ event: 'message', data: '1' }]],
    ['needs data for an event', 'event: a\n\ndata: 1\n\n', [{ event: 'message', data: '1' }]],
    ['may end without an empty line', 'event: a\ndata: 1', [{ event: 'a', data: '1' }]],
    [
      'may end lines with CR',
      'event: a\rdata: 1\r\rdata: 2\r\r',
      [
        { event: 'a', data: '1' },
        { event: 'message', data: '2' },
      ],
    ],
    ['may end lines with CRLF', 'event: a\r\ndata: 1\r\n\r\n', [{ event: 'a', data: '1' }]],
    ['may begin with a byte order mark', '\ufeffdata: 1\n\n', [{ event: 'message', data: '1' }]],
    ['may be empty', '', []],
  ]
  it.each(CASES)('%s', (_name, text, events) => {
    expect(parse([bytes(text)])).toEqual(events)
    expect(parse([...bytes(text)].map((byte) => Uint8Array.of(byte)))).toEqual(events)
  })

  it('gives the same events wherever its bytes are cut', () => {
    const line = fc.oneof(
      fc.constantFrom('', ': c', 'event: thread.message.delta', 'data: {"a":1}', 'data:', 'id: 1'),
      fc.string({ unit: 'grapheme' }).map((text) => `data: ${text.replace(/[\r\n]/g, ' ')}`),
    )
    const text = fc
      .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r')))
      .map((lines) => lines.map((pair) => pair.join('')).join(''))
    fc.assert(
      fc.property(text, fc.array(fc.nat()), (whole, cuts) => {
        const all = bytes(whole)
        const edges = [0, ...cuts.map((cut) => cut % (all.length + 1)).toSorted((a, b) => a - b), all.length]
        const pieces = edges.slice(1).map((edge, at) => all.slice(edges[at], edge))
        expect(parse(pieces)).toEqual(parse([all]))
      }),
      { numRuns: 500 },
    )
  })

  it('with bytes that are no UTF-8 goes on, the replacement character in their place', () => {
    const broken = Buffer.from('data: caf\xe9 \xc3(\n\ndata: 2\n\n', 'latin1')
    const events = [
      { event: 'message', data: 'caf\ufffd \ufffd(' },
      { event: 'message', data: '2' },
    ]
    expect(parse([broken])).toEqual(events)
    expect(parse([...broken].map((byte) => Uint8Array.of(byte)))).toEqual(events)
  })

  it('is refused when one event never ends', () => {
    expect(() => parse([bytes(`data: ${'x'.repeat(100)}`)], 50)).toThrow('reply-too-large')
    expect(() =>
      parse(
        Array.from({ length: 20 }, () => bytes('data: xxxxxxx\n')),
        50,
      ),
    ).toThrow('reply-too-large')
    expect(parse([bytes('data: 123456789\n\n'.repeat(100))], 50)).toHaveLength(100)
    expect(parse([bytes(': 123456789\n'.repeat(100))], 50)).toEqual([])
  })

  it('is refused at 8 MiB, long before a line of 100 MB is in', () => {
    const parser = createSseParser()
    const piece = bytes('x'.repeat(65_536))
    let pushed = 0
    expect(() => {
      for (; pushed < 1600; pushed++) parser.push(piece)
    }).toThrow('reply-too-large')
    expect(pushed).toBe(128)
  })
})
