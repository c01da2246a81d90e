/** Files out of a drop or a paste. The browser tells their names and bytes, never their paths. */
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

export const holdsFiles = (transfer: DataTransfer): boolean => transfer.types.includes('Files')
