/** Says in words why the app cannot start, and ends it: better than to seem to work and keep nothing. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, dialog } from 'electron'
import { pickLocale } from '../../shared/domain/settings.ts'
import { m } from '../../shared/words/generated/messages.js'
import { setLocale } from '../../shared/words/generated/runtime.js'
import type { FolderProblem, StartTrouble } from './start-trouble.ts'

/** For a trouble found before the app is ready. Electron itself gets a folder for the moment, without which it ends by a crash. */
export async function refuseToStart(trouble: StartTrouble): Promise<void> {
  const borrowed = trouble.what === 'data' ? borrowFolder() : null
  if (borrowed !== null) app.setPath('userData', borrowed)
  await app.whenReady()
  sayWhy(trouble)
  if (borrowed !== null) rmSync(borrowed, { recursive: true, force: true })
  app.exit(1)
}

/** Waits until the person has read it. The terminal hears it too. */
export function sayWhy({ what, path, problem }: StartTrouble): void {
  void setLocale(pickLocale('system', app.getPreferredSystemLanguages()), { reload: false })
  const body = [WHAT[what]({ path }), reasonOf(problem), REMEDY[what]()].join('\n\n')
  console.error(`${m.start_refused_title()}\n${body}`)
  dialog.showErrorBox(m.start_refused_title(), body)
}

const WHAT = {
  data: m.start_refused_data,
  temp: m.start_refused_temp,
  unopened: m.start_refused_unopened,
}

const REMEDY = {
  data: m.start_refused_todo_data,
  temp: m.start_refused_todo_temp,
  unopened: m.start_refused_todo_unopened,
}

function reasonOf(problem: FolderProblem): string {
  switch (problem) {
    case 'denied':
      return m.start_refused_denied()
    case 'read-only':
      return m.start_refused_read_only()
    case 'full':
      return m.start_refused_full()
    case 'missing':
      return m.start_refused_missing()
    default:
      return m.start_refused_other({ reason: problem.other })
  }
}

function borrowFolder(): string | null {
  try {
    return mkdtempSync(join(tmpdir(), 'assistant-desk-'))
  } catch {
    // Nowhere at all can be written: the terminal hears why, and Electron does what it can.
    return null
  }
}
