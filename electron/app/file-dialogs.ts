/** The system's dialogs for opening and saving files. The paths they give stay in main. */
import { readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { app, dialog, type BrowserWindow, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import { Failure } from '../../shared/errors.ts'
import { m } from '../../shared/words/generated/messages.js'

export interface Dialogs {
  pick(): Promise<string[]>
  whereToSave(name: string): Promise<string | null>
  /** Null when the person thought better of it. */
  pickFolder(): Promise<string | null>
  pickCertificates(mostBytes: number): Promise<{ fileName: string; bytes: Uint8Array } | null>
}

export const createFileDialogs = (window: () => BrowserWindow | null): Dialogs => ({
  async pick() {
    const options: OpenDialogOptions = {
      title: m.attach_dialog(),
      buttonLabel: m.attach_dialog_button(),
      properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
    }
    const parent = window()
    const { canceled, filePaths } =
      parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options)
    return canceled ? [] : filePaths
  },
  async whereToSave(name) {
    const options: SaveDialogOptions = {
      title: m.save_dialog(),
      defaultPath: join(app.getPath('downloads'), name),
      // Linux replaces without a word unless told to ask.
      properties: ['showOverwriteConfirmation', 'createDirectory', 'dontAddToRecent'],
    }
    const parent = window()
    const { canceled, filePath } =
      parent === null ? await dialog.showSaveDialog(options) : await dialog.showSaveDialog(parent, options)
    return canceled || filePath === '' ? null : filePath
  },
  pickFolder: () => pickFolder(window()),
  async pickCertificates(mostBytes) {
    const options: OpenDialogOptions = {
      title: m.certificates_dialog(),
      buttonLabel: m.certificates_dialog_button(),
      filters: [
        { name: m.certificates_dialog_kind(), extensions: ['pem', 'crt', 'cer', 'der'] },
        { name: m.certificates_dialog_all(), extensions: ['*'] },
      ],
      properties: ['openFile', 'dontAddToRecent'],
    }
    const parent = window()
    const { canceled, filePaths } =
      parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options)
    const [path] = filePaths
    return canceled || path === undefined ? null : readSmall(path, mostBytes)
  },
})

/** @throws Failure `invalid-fields` for a file that is too large or cannot be read */
async function readSmall(path: string, mostBytes: number): Promise<{ fileName: string; bytes: Uint8Array }> {
  const { size } = await stat(path).catch(() => ({ size: 0 }))
  if (size > mostBytes) throw new Failure({ kind: 'invalid-fields', fields: { certificates: 'too-long' } })
  try {
    return { fileName: basename(path), bytes: await readFile(path) }
  } catch (thrown) {
    const error = { kind: 'invalid-fields', fields: { certificates: 'no-certificates' } } as const
    throw new Failure(error, { cause: thrown })
  }
}

async function pickFolder(parent: BrowserWindow | null): Promise<string | null> {
  const options: OpenDialogOptions = {
    title: m.export_folder_dialog(),
    buttonLabel: m.export_folder_dialog_button(),
    defaultPath: app.getPath('downloads'),
    properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
  }
  const { canceled, filePaths } =
    parent === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(parent, options)
  return canceled ? null : (filePaths[0] ?? null)
}
