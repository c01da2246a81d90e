/** An answer is plain at first: markdown waits until the page has nothing more urgent to do, but not for long. */
import { act, render, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { expect, it, vi } from 'vitest'
import { RichText } from './lazy-rich-text.ts'
// Here already, so that nothing but the idle moment is missing.
import './RichText.tsx'

it('shows an answer plain until the page is idle, then with its markdown', async () => {
  const waiting: { work: () => void; atMostMs: number }[] = []
  vi.stubGlobal('requestIdleCallback', (work: () => void, { timeout }: { timeout: number }) =>
    waiting.push({ work, atMostMs: timeout }),
  )
  render(
    <Suspense fallback={<p>plain</p>}>
      <RichText text="**strong**" citations={[]} sources={[]} isGrowing={false} />
    </Suspense>,
  )
  await act(() => Promise.resolve())
  expect(screen.getByText('plain')).toBeTruthy()
  expect(screen.queryByText('strong')).toBeNull()
  expect(waiting).toHaveLength(1)
  expect(waiting[0]?.atMostMs).toBeLessThanOrEqual(300)

  waiting[0]?.work()
  expect(await screen.findByText('strong')).toBeTruthy()
  expect(screen.queryByText('plain')).toBeNull()
  vi.unstubAllGlobals()
})
