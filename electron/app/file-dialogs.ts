/** The system's dialogs for opening and saving files. The paths they give stay in main. */
import { join } from 'node:path'
import { app, dialog, type BrowserWindow, type OpenDialogOptions, type SaveDialogOptions } from 'electron'
import { m } from '../../shared/words/generated/messages.js'

export interface Dialogs {
  pick(): Promise<string[]>
  whereToSave(name: string): Promise<string | null>
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
})
