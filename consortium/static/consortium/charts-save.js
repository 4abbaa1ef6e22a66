// Hands the reader the picture as a file.

const SCALE = 2;

function hand(address, name) {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}

export async function save(chart, type, name) {
  const picture = chart.getDataURL({ type: "svg" });
  if (type === "svg") {
    hand(picture, `${name}.svg`);
    return;
  }
  const image = new Image();
  image.src = picture;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = chart.getWidth() * SCALE;
  canvas.height = chart.getHeight() * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  hand(canvas.toDataURL("image/png"), `${name}.png`);
}
