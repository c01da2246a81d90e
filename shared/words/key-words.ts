/** Why a stored key does not open, in words. */
import type { KeyTrouble } from '../domain/connection.ts'
import { m } from './generated/messages.js'

/** Keyrings as Electron names them, and as people know them. */
const KEYRINGS: Readonly<Record<string, string>> = {
  gnome_libsecret: 'GNOME Keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet 5',
  kwallet6: 'KWallet 6',
}

const nameOf = (keyring: string): string => KEYRINGS[keyring] ?? keyring

/** One sentence. Runs of earlier versions do not know why. */
export function keyTroubleWords(because: KeyTrouble | undefined): string {
  switch (because?.reason) {
    case 'no-keyring':
      return m.err_key_locked_why()
    case 'other-keyring':
      return m.err_key_other_keyring_why({ sealedBy: nameOf(because.sealedBy), here: nameOf(because.here) })
    case 'not-opened':
    case undefined:
      return m.err_key_unreadable_why()
  }
}
