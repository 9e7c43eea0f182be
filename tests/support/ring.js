/* Compares pictures of a stop without and with the focus: how many pixels changed by 3:1 or more, beside those that a
   line of 2 px around the stop has (WCAG 2.4.13). */

const LINEAR = Float64Array.from({ length: 256 }, (_, n) => (n / 255 <= 0.04045 ? n / 255 / 12.92 : ((n / 255 + 0.055) / 1.055) ** 2.4));

const lights = async (picture) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d", { willReadFrequently: true });
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, image.width, image.height);
  return Float64Array.from({ length: data.length / 4 }, (_, n) => 0.2126 * LINEAR[data[4 * n]] + 0.7152 * LINEAR[data[4 * n + 1]] + 0.0722 * LINEAR[data[4 * n + 2]]);
};

window.compare = async (before, after, { line }) => {
  const [was, is] = [await lights(before), await lights(after)];
  const changed = is.reduce((sum, light, n) => sum + ((Math.max(light, was[n]) + 0.05) / (Math.min(light, was[n]) + 0.05) >= 3), 0);
  return changed / line;
};
