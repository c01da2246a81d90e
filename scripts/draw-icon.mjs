/** Draws an SVG as a PNG of one size. Runs in a page, so it stands alone. */

/**
 * @param {{ source: string, size: number }} what the SVG, in base64
 * @returns {Promise<string>} the PNG, in base64
 */
export async function drawIcon({ source, size }) {
  const image = new Image()
  image.src = `data:image/svg+xml;base64,${source}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const pen = canvas.getContext('2d')
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(image, 0, 0, size, size)
  return canvas.toDataURL('image/png').replace(/^.*,/, '')
}
