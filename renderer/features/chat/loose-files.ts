/** Files out of a drop or a paste. The browser tells their names and bytes, never their paths. */
import { MESSAGE_CHARACTERS } from '../../../shared/domain/limits.ts'
import type { LooseFile } from './files-store.ts'

/** Must be called while the event is handled: afterwards the browser takes the files away. */
export const looseFilesIn = (transfer: DataTransfer): LooseFile[] =>
  [...transfer.items].flatMap((item) => {
    const file = item.kind === 'file' ? item.getAsFile() : null
    if (file === null) return []
    const isFolder = item.webkitGetAsEntry()?.isDirectory ?? false
    return [looseFile(file, isFolder)]
  })

const looseFile = (file: File, isFolder: boolean): LooseFile => ({
  name: file.name,
  size: file.size,
  isFolder,
  read: async () => new Uint8Array(await file.arrayBuffer()),
})

/** Office programs put a picture of the text beside the text: then the text is meant. */
export function pastedFilesIn(clipboard: DataTransfer): LooseFile[] {
  const isText = clipboard.types.includes('text/plain') && clipboard.types.includes('text/html')
  return isText ? [] : looseFilesIn(clipboard)
}

/** A paste that no message could hold, as a file: a box of text that long would freeze the window. Null for any other. */
export function pastedTextFile(clipboard: DataTransfer, name: string): LooseFile | null {
  const text = clipboard.getData('text/plain')
  return text.length > MESSAGE_CHARACTERS ? looseFile(new File([text], name), false) : null
}

export const holdsFiles = (transfer: DataTransfer): boolean => transfer.types.includes('Files')
