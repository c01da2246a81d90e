/** Shows folders and files in the system's own file browser. */
import { shell } from 'electron'
import { Failure } from '../../shared/errors.ts'

/** @throws Failure `folder-not-opened` */
export async function openFolder(path: string): Promise<void> {
  const problem = await shell.openPath(path)
  if (problem !== '')
    throw new Failure({ kind: 'folder-not-opened', technical: { serverMessage: problem.slice(0, 500) } })
}

export const showInFolder = (path: string): void => shell.showItemInFolder(path)
