/** Lays a script out in time: which beat is due how many milliseconds after the start. Pure. */
import type { Move, Script } from './script.ts'
import type { Annotation } from './wire.ts'

export interface TextBeat {
  do: 'add-text'
  text: string
  annotations: Annotation[]
}

export type Deed = Exclude<Move, { do: 'wait' } | { do: 'say' }> | TextBeat

export interface Beat {
  /** Milliseconds after the script's start. */
  atMs: number
  deed: Deed
}

/** Every beat of the script in order; speed 1 is lifelike, 0 puts all of them at the start. */
export function timeline(script: Script, speed: number): Beat[] {
  const beats: Beat[] = []
  let atMs = 0
  for (const move of script) {
    if (move.do === 'wait') {
      atMs += move.ms * speed
    } else if (move.do === 'say') {
      const pieces = piecesOf(move.text, move.annotations)
      const stepMs = (sayingMs(move.text) * speed) / Math.max(1, pieces.length)
      for (const piece of pieces) {
        atMs += stepMs
        beats.push({ atMs, deed: piece })
      }
    } else {
      beats.push({ atMs, deed: move })
    }
  }
  return beats
}

/** A sentence takes about a second, a long answer never more than three and a half. */
const sayingMs = (text: string) => Math.min(3_500, Math.max(600, text.length * 9))

const PIECE_LENGTHS = [4, 6, 3, 8, 5, 7]
const MOST_PIECES = 500

/** Cuts text into pieces as a model's tokens would; a cited marker stays in one piece with its annotation. */
export function piecesOf(text: string, annotations: Annotation[]): TextBeat[] {
  const stretch = Math.max(1, Math.ceil(text.length / (5 * MOST_PIECES)))
  const pieces: TextBeat[] = []
  let from = 0
  for (const annotation of annotations.toSorted((a, b) => a.start_index - b.start_index)) {
    pieces.push(...plainPieces(text.slice(from, annotation.start_index), stretch))
    const marker = text.slice(annotation.start_index, annotation.end_index)
    pieces.push({ do: 'add-text', text: marker, annotations: [annotation] })
    from = annotation.end_index
  }
  return [...pieces, ...plainPieces(text.slice(from), stretch)]
}

function plainPieces(text: string, stretch: number): TextBeat[] {
  const characters = Array.from(text)
  const pieces: TextBeat[] = []
  for (let from = 0; from < characters.length;) {
    const length = stretch * (PIECE_LENGTHS[pieces.length % PIECE_LENGTHS.length] ?? 5)
    pieces.push({ do: 'add-text', text: characters.slice(from, from + length).join(''), annotations: [] })
    from += length
  }
  return pieces
}
