/** Builds a text piece by piece and keeps the annotations' offsets right, counted in UTF-16 units as JavaScript does. */
import type { Annotation } from '../wire.ts'

export function createCitedText() {
  let text = ''
  const annotations: Annotation[] = []
  const mark = (marker: string) => {
    const place = { text: marker, start_index: text.length, end_index: text.length + marker.length }
    text += marker
    return place
  }
  return {
    add(piece: string) {
      text += piece
    },
    cite(marker: string, fileId: string) {
      annotations.push({ type: 'file_citation', ...mark(marker), file_citation: { file_id: fileId } })
    },
    offer(path: string, fileId: string) {
      annotations.push({ type: 'file_path', ...mark(path), file_path: { file_id: fileId } })
    },
    done: () => ({ text, annotations }),
  }
}
