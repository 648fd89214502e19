// A picture from a file, the clipboard or an address, made fit for reading a code in it.

const SIDES = [1600, 900, 480];
const MARGIN = 24;

async function load(blob) {
  const address = URL.createObjectURL(blob);
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    return image;
  } catch {
    throw new Error('no picture, or one that is too large');
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** At most so many pixels a side, on white ground with a rim: a code that touches the edge is not found. */
function drawn(image, side) {
  const width = image.naturalWidth || side;
  const height = image.naturalHeight || side;
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale) + 2 * MARGIN;
  canvas.height = Math.round(height * scale) + 2 * MARGIN;
  const paper = canvas.getContext('2d');
  paper.fillStyle = '#fff';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(image, MARGIN, MARGIN, canvas.width - 2 * MARGIN, canvas.height - 2 * MARGIN);
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.92));
}

/** Hands the picture to `scan` in up to three sizes until a code is found in one. */
export async function scanPicture(blob, scan) {
  const image = await load(blob);
  let refusal;
  for (const side of SIDES) {
    try {
      return await scan(await drawn(image, side));
    } catch (error) {
      if (!/in the picture/.test(error.message)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** The first picture among files or clipboard items; null: none. */
export function pictureAmong(transfer) {
  const files = [...(transfer?.files ?? [])];
  return files.find((file) => file.type.startsWith('image/')) ?? null;
}
