/** Profiles to measure with, filled once and kept for the run. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fillProfile } from '../search/profile.ts'

const folders: string[] = []

export function newProfile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'assistant-desk-window-'))
  folders.push(folder)
  return folder
}

/** A short conversation that opens by itself. */
export async function shortProfile(): Promise<string> {
  const folder = newProfile()
  await fillProfile({ folder, messages: 6, conversations: 1 })
  return folder
}

/** A long conversation that opens by itself. */
export async function longProfile(messages: number): Promise<string> {
  const folder = newProfile()
  await fillProfile({ folder, messages, conversations: 1 })
  return folder
}

export function removeProfiles(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
