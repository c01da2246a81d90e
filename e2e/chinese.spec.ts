/** Everything in Traditional Chinese, from the first launch to an answer. */
import { expect } from '@playwright/test'
import { test } from './desk.ts'

test('整段路都是繁體中文：第一次開啟、練習助理、提問、得到回答、設定', async ({ launch }) => {
  const { page } = await launch({ language: 'zh-TW' })
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-TW')
  await page.getByRole('button', { name: '試用練習助理' }).click()
  const message = page.getByRole('textbox', { name: '訊息', exact: true })
  await message.fill('停止等待是什麼意思？')
  await page.getByRole('button', { name: '傳送', exact: true }).click()
  const log = page.getByRole('log', { name: '對話' })
  await expect(log.getByRole('article', { name: '你' })).toContainText('停止等待是什麼意思？')
  await expect(page.getByRole('button', { name: '取消執行' })).toHaveCount(0, { timeout: 30_000 })
  await expect(log.getByRole('article').last()).toContainText('停止等待')
  await page.getByRole('button', { name: '設定' }).first().click()
  await expect(page.getByRole('main').getByRole('heading', { name: '一般' })).toBeVisible()
  expect(await page.locator('body').innerText()).not.toMatch(/\b(Settings|Language|Theme|Assistants)\b/)
})

test('the language can be switched while the app runs', async ({ launch }) => {
  const { page } = await launch()
  await page.getByRole('button', { name: 'Settings' }).first().click()
  await page.getByText('繁體中文', { exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-TW')
  await expect(page.getByRole('main').getByRole('heading', { name: '一般' })).toBeVisible()
})
