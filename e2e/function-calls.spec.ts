/** The assistant asks the app to run functions, and the person answers for the app. */
import { expect, type Page } from '@playwright/test'
import type { PracticeServer } from '../practice-server/server.ts'
import { answers, ask, connect, conversation, messageBox, runIsOver, send, test } from './desk.ts'

const card = (page: Page) => page.getByRole('region', { name: 'Function call' })
const result = (page: Page, name: string) => page.getByRole('textbox', { name: `Result of ${name}` })
const sendResult = (page: Page) => page.getByRole('button', { name: 'Send result' })
const lastAnswer = (page: Page) => answers(page, 'Orders').last()

const connectOrders = (page: Page, server: PracticeServer) =>
  connect(page, server, { assistantId: server.assistantIds.orderDesk, nickname: 'Orders' })

/** How often results were handed in. */
const submits = (server: PracticeServer) =>
  server.requests.filter(({ path }) => path.endsWith('/submit_tool_outputs')).length

test('two calls are answered in one form, one of them refused as an error', async ({ launch, serve }) => {
  const server = await serve()
  const { page } = await launch()
  await connectOrders(page, server)
  await send(page, 'Where is order 48-2213?')

  await expect(card(page).getByRole('cell', { name: '48-2213' })).toHaveCount(2)
  await result(page, 'get_order').fill('{"state": "paid" "total": 3480}')
  await expect(sendResult(page)).toBeDisabled()
  await page.getByRole('button', { name: 'Send as error' }).last().click()
  await page
    .getByRole('textbox', { name: 'Error message of get_shipping' })
    .fill('The parcel service is down')
  await expect(sendResult(page)).toBeEnabled()

  await card(page).getByRole('group', { name: 'Format of the result of get_order' }).getByText('JSON').click()
  await expect(card(page)).toContainText('Line 1, column 18: a comma is missing here')
  await expect(sendResult(page)).toBeDisabled()
  await result(page, 'get_order').fill('{"state": "paid", "total": 3480}')
  await sendResult(page).click()

  await runIsOver(page)
  await expect(lastAnswer(page)).toContainText('state: paid')
  await expect(lastAnswer(page)).toContainText('The parcel service is down')
  await expect(card(page)).toHaveCount(0)
  expect(submits(server)).toBe(1)
})

test('the answer given last is at hand for the same function', async ({ launch, serve }) => {
  const server = await serve()
  const { page } = await launch()
  await connectOrders(page, server)
  await send(page, 'What is the status of order 1042?')
  await expect(page.getByRole('button', { name: 'Use the last answer' })).toHaveCount(0)
  await result(page, 'get_order').fill('{"state":"packed"}')
  await sendResult(page).click()
  await expect(lastAnswer(page)).toContainText('state: packed')

  await send(page, 'What is the status of order 1043?')
  await page.getByRole('button', { name: 'Use the last answer' }).click()
  await expect(result(page, 'get_order')).toHaveValue('{"state":"packed"}')
  await sendResult(page).click()
  await expect(answers(page, 'Orders')).toHaveCount(2)
  await expect(lastAnswer(page)).toContainText('Order 1043')
})

test('"always this answer" answers by itself, says so, and can be forgotten', async ({ launch, serve }) => {
  const server = await serve()
  const { page } = await launch()
  await connectOrders(page, server)
  await send(page, 'What is the status of order 1042?')
  await result(page, 'get_order').fill('{"state":"packed"}')
  await page
    .getByRole('combobox', { name: 'Next time get_order is called' })
    .selectOption({ label: 'Always this answer' })
  await sendResult(page).click()
  await expect(lastAnswer(page)).toContainText('state: packed')
  await expect(page.getByText('answered automatically')).toHaveCount(0)

  await ask(page, 'What is the status of order 1043?')
  await expect(lastAnswer(page)).toContainText('Order 1043')
  await expect(lastAnswer(page)).toContainText('state: packed')
  await conversation(page)
    .getByRole('button', { name: /^Used 1 tool/ })
    .last()
    .click()
  await expect(conversation(page).getByText('answered automatically')).toBeVisible()

  // One of two has an answer: the batch is for the person.
  await send(page, 'Where is order 1044?')
  await expect(result(page, 'get_shipping')).toBeVisible()
  await page.getByRole('button', { name: 'Cancel run' }).click()
  await runIsOver(page)

  await page.getByRole('button', { name: 'Settings', exact: true }).click()
  await page.getByRole('button', { name: 'Orders' }).click()
  await expect(page.getByRole('heading', { name: 'Remembered answers' })).toBeVisible()
  await page.getByRole('button', { name: 'Forget the answers of get_order' }).click()
  await expect(page.getByRole('heading', { name: 'Remembered answers' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await send(page, 'What is the status of order 1045?')
  await expect(result(page, 'get_order')).toBeVisible()
})

test('when the time is up the card says so, and what was typed is still there', async ({ launch, serve }) => {
  const server = await serve({ runLifetimeMs: 5_000 })
  const { page } = await launch()
  await connectOrders(page, server)
  await send(page, 'What is the status of order 1042?')
  await result(page, 'get_order').fill('{"state":"almost do')
  await expect(card(page)).toContainText(/Only 0:0\d left/)

  await expect(
    page.getByRole('heading', { name: /The server gave up waiting after \d seconds/ }),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: 'Typed and not sent' })).toContainText('{"state":"almost do')
  await expect(card(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Ask again' }).click()
  await result(page, 'get_order').fill('{"state":"done"}')
  await sendResult(page).click()
  await expect(lastAnswer(page)).toContainText('state: done')
})

test('a result that is being typed survives another conversation and a reload', async ({ launch, serve }) => {
  const server = await serve()
  const { page } = await launch()
  await connectOrders(page, server)
  await send(page, 'What is the status of order 1042?')
  await result(page, 'get_order').fill('{"state":"half typed"}')
  await page.getByRole('button', { name: 'New conversation' }).click()
  await expect(messageBox(page)).toBeFocused()
  await expect(card(page)).toHaveCount(0)
  await page
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('button', { name: /status of order 1042/ })
    .first()
    .click()
  await expect(result(page, 'get_order')).toHaveValue('{"state":"half typed"}')

  await page.reload()
  await page
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('button', { name: /status of order 1042/ })
    .first()
    .click()
  await expect(result(page, 'get_order')).toHaveValue('{"state":"half typed"}')
  await sendResult(page).click()
  await expect(lastAnswer(page)).toContainText('state: half typed')
})
