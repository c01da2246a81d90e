/** Reads an event stream (text/event-stream) from bytes that may be split anywhere. */
import { HttpFailure } from './http-failure.ts'
import { tooLarge } from './read-body.ts'

export interface SseEvent {
  /** `message` when the server named none. */
  event: string
  data: string
}

export interface SseParser {
  /** The events that these bytes complete. @throws HttpFailure `reply-too-large` */
  push(bytes: Uint8Array): SseEvent[]
  /** The event that was open when the bytes ended: many servers forget the last empty line. */
  end(): SseEvent[]
}

const LARGEST_EVENT = 8 * 1024 * 1024

/** Sizes are counted in UTF-16 units, never more than the bytes. */
export function createSseParser(limit = LARGEST_EVENT): SseParser {
  const decoder = new TextDecoder()
  let pieces: string[] = []
  let data: string[] = []
  let name = ''
  let size = 0
  let isAfterReturn = false

  const keep = (piece: string) => {
    size += piece.length
    if (size > limit) throw new HttpFailure(tooLarge(limit))
    pieces.push(piece)
  }

  function endLine(into: SseEvent[]) {
    const line = pieces.join('')
    pieces = []
    if (line === '') {
      if (data.length > 0) into.push({ event: name === '' ? 'message' : name, data: data.join('\n') })
      data = []
      name = ''
      size = 0
      return
    }
    const { field, value } = splitField(line)
    if (field === 'data') data.push(value)
    else if (field === 'event') name = value
    // Nothing is kept of comments and fields we do not know.
    else size -= line.length
  }

  function read(text: string): SseEvent[] {
    const found: SseEvent[] = []
    const rest = isAfterReturn && text.startsWith('\n') ? text.slice(1) : text
    isAfterReturn &&= text === ''
    const breaks = /\r\n|\r|\n/g
    let from = 0
    for (let hit = breaks.exec(rest); hit !== null; hit = breaks.exec(rest)) {
      keep(rest.slice(from, hit.index))
      from = breaks.lastIndex
      isAfterReturn = hit[0] === '\r' && from === rest.length
      endLine(found)
    }
    keep(rest.slice(from))
    return found
  }

  return {
    push: (bytes) => read(decoder.decode(bytes, { stream: true })),
    end: () => read(`${decoder.decode()}\n\n`),
  }
}

function splitField(line: string): { field: string; value: string } {
  const colon = line.indexOf(':')
  if (colon === -1) return { field: line, value: '' }
  return { field: line.slice(0, colon), value: line.slice(colon + 1).replace(/^ /, '') }
}
