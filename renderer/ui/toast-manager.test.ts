/** A toast that is wanted before there is a place for it. */
import { expect, it } from 'vitest'
import { addToast, areaIsThere, closeToast, toastManager } from './toast-manager.ts'

it('what is said and taken back before the area is there is not said after all', () => {
  const said: string[] = []
  const stop = toastManager[' subscribe'](({ action, options }) => {
    if (action === 'add') said.push(String(options.title))
  })
  addToast({ title: 'Reading…', lastsMs: 1000, topic: 'reading' })
  addToast({ title: 'It failed.', lastsMs: 1000, topic: 'failed' })
  addToast({ title: 'It failed.', lastsMs: 1000, topic: 'failed' })
  closeToast('reading')
  areaIsThere()
  stop()
  expect(said).toEqual(['It failed.'])
})
