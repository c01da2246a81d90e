/** Lists of tasks in an answer. */
import { render, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { Markdown } from './Markdown.tsx'

it('a list of tasks says which are done, and has nothing to tick', () => {
  const { container } = render(
    <Markdown
      text={'- [x] order\n- [ ] refund'}
      marks={[]}
      isGrowing={false}
      onOpenLink={() => undefined}
      renderMark={() => null}
    />,
  )
  const signs = screen.getAllByRole('img').map((sign) => sign.getAttribute('aria-label'))
  expect(signs).toEqual(['Done:', 'To do:'])
  expect(container.querySelector('input')).toBeNull()
})
