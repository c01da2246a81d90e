/** What must not stand in our own sources. Pure: the files are handed in. */
import type { Finding } from '../lockfile.ts'

export interface Source {
  file: string
  text: string
}

interface Rule {
  what: string
  found: RegExp
  why: string
  isMeant(file: string): boolean
}

const isOfApp = (file: string): boolean => /^(electron|renderer|shared)\//.test(file)
/** The one file that may know the updater: it does nothing until a person has said yes. */
const UPDATER = /^electron\/app\/updater(-\w+)?(\.test)?\.ts$/

const RULES: readonly Rule[] = [
  {
    what: 'no secrets in the sources',
    found:
      /\bsk-(?:proj-)?[A-Za-z0-9_]{32,}|-----BEGIN (?:\w+ )*PRIVATE KEY-----(?:\s|\\n)*[A-Za-z0-9+/]{40}|\bgh[pousr]_\w{36}|\bAKIA[A-Z\d]{16}\b/,
    why: 'holds what looks like a secret',
    isMeant: () => true,
  },
  {
    what: 'no updater but the one that asks',
    found:
      /from 'electron-updater'|import\('electron-updater'\)|require\('electron-updater'\)|update-electron-app|\bautoUpdater\b[^\n]*from 'electron'/,
    why: 'updates by itself',
    isMeant: (file) => isOfApp(file) && !UPDATER.test(file),
  },
  {
    what: 'no reporting, no protocol of ours',
    found: /crashReporter\.start|google-analytics|@sentry\/|posthog|setAsDefaultProtocolClient/,
    why: 'reports or registers',
    isMeant: isOfApp,
  },
]

export const sourceChecks = (sources: readonly Source[]): Finding[] =>
  RULES.map(({ what, found, why, isMeant }) => {
    const meant = sources.filter(({ file }) => isMeant(file))
    const wrong = meant.filter(({ text }) => found.test(text)).map(({ file }) => `${file} ${why}`)
    return { what, cases: meant.length, wrong }
  })
