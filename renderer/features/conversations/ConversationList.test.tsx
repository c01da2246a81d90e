/** The list of conversations with thousands in it: few in the page, and the keyboard reaches, selects and changes all of them. */
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { assistant, conversation, guide, NOW } from '../../gallery/fixtures.ts'
import type { ConversationActions } from './conversation-actions-port.ts'
import { ConversationList } from './ConversationList.tsx'
import { facesOf } from './whose.ts'

const MANY = Array.from({ length: 10_000 }, (_, at) =>
  conversation({
    id: `c${at}`,
    title: `Talk ${at}`,
    updatedAt: NOW - at,
    assistantId: at === 1 ? 'gone' : 'support',
  }),
)

const asked: [string, ...unknown[]][] = []
const note =
  (name: string) =>
  (...about: unknown[]) =>
    void asked.push([name, ...about])
const actions: ConversationActions = {
  onShow: note('show'),
  onRename: note('rename'),
  onArrange: note('arrange'),
  onRemove: note('remove'),
  onAskElsewhere: note('ask'),
  onRefresh: note('refresh'),
  onCopyThread: note('copy'),
}

beforeEach(() => void asked.splice(0))

describe('a list of 10,000 conversations', () => {
  it('has only those near the view in the page, under their heading', () => {
    show()
    expect(screen.getAllByRole('listitem').length).toBeLessThan(60)
    expect(screen.getByRole('heading', { name: 'Today' })).toBeTruthy()
  })

  it('is one stop of the Tab key, and the arrow keys go on from there', async () => {
    show()
    await userEvent.tab()
    expect(focused()).toBe('Talk 0')
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}')
    expect(focused()).toBe('Talk 1')
    await userEvent.keyboard('{End}')
    expect(focused()).toBe('Talk 9999')
    await userEvent.keyboard('{Home}')
    expect(focused()).toBe('Talk 0')
  })

  it('is selected by a stretch, as a whole, and not at all', async () => {
    show()
    await userEvent.tab()
    await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    expect(screen.getByText('3 selected')).toBeTruthy()
    await userEvent.keyboard('{Control>}a{/Control}')
    expect(screen.getByText('10000 selected')).toBeTruthy()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByText(/selected/)).toBeNull()
  })

  it('does what is asked to all that are selected, in their order', async () => {
    show()
    await userEvent.tab()
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}{Delete}')
    expect(asked).toEqual([['remove', ['c0', 'c1']]])
    const bar = within(screen.getByRole('region', { name: 'Selected conversations' }))
    await userEvent.click(bar.getByRole('button', { name: 'Pin' }))
    await userEvent.click(bar.getByRole('button', { name: 'Archive' }))
    expect(asked.slice(1)).toEqual([
      ['arrange', ['c0', 'c1'], { isPinned: true }],
      ['arrange', ['c0', 'c1'], { isArchived: true }],
    ])
  })

  it('opens the menu of the row that has the keyboard', async () => {
    show()
    await userEvent.tab()
    await userEvent.keyboard('{Shift>}{F10}{/Shift}')
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Archive' }, { timeout: 10_000 }))
    expect(asked).toEqual([['arrange', ['c0'], { isArchived: true }]])
  })

  it('takes a new title in its place, and Escape leaves the old one', async () => {
    show()
    await userEvent.tab()
    await userEvent.keyboard('{F2}Renamed{Enter}')
    expect(asked).toEqual([['rename', 'c0', 'Renamed']])
    expect(focused()).toBe('Talk 0')
    await userEvent.keyboard('{F2}Other{Escape}')
    expect(asked).toHaveLength(1)
  })

  it('says whose each conversation is, also when that assistant was removed', () => {
    show()
    expect(screen.getByTitle(/Talk 0 · Support bot/)).toBeTruthy()
    expect(screen.getByTitle(/Talk 1 · Removed assistant/)).toBeTruthy()
  })
})

it('what was put away stays folded until it is asked for', async () => {
  show([conversation({ id: 'a', title: 'Here' }), conversation({ id: 'b', title: 'Away', archivedAt: 1 })])
  expect(screen.queryByTitle(/Away/)).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Archived (1)' }))
  expect(screen.getByTitle(/Away/)).toBeTruthy()
})

function show(conversations = MANY) {
  const assistants = [assistant({ id: 'support', nickname: 'Support bot' }), guide]
  render(
    <ConversationList
      conversations={conversations}
      actions={actions}
      whose={facesOf(assistants)}
      assistants={assistants}
      shownId={null}
    />,
  )
}

const focused = (): string | undefined => document.activeElement?.getAttribute('title')?.split(' · ')[0]
