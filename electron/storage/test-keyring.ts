/** A keyring for tests that only turns bytes round. */
import type { SafeStorage } from './key-store.ts'

export const testKeyring = (): SafeStorage => ({
  isAvailable: () => true,
  backend: () => 'test',
  seal: (text) => Buffer.from(Buffer.from(text).toReversed()),
  open: (sealed) => Buffer.from(sealed.toReversed()).toString(),
})
