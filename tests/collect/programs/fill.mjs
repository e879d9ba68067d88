// Fills a form with programs that are written in JavaScript:
//   node fill.mjs PROGRAM form.pdf entered.json filled.pdf [face.ttf]
// entered.json has, by the names of the fields, texts, what the options show, and ticks as "yes".

import { readFile, writeFile } from "node:fs/promises";

const [program, form, entered, filled, face] = process.argv.slice(2);
const data = new Uint8Array(await readFile(form));
const values = Object.entries(JSON.parse(await readFile(entered, "utf8")));

/** pdf-lib, with which web services fill forms; drawn, it paints the fields with a face. */
async function pdfLib(drawn) {
  const { PDFCheckBox, PDFDocument, PDFDropdown } = await import("pdf-lib");
  const pdf = await PDFDocument.load(data);
  const fields = pdf.getForm();
  for (const [name, value] of values) {
    const field = fields.getField(name);
    if (field instanceof PDFCheckBox) field.check();
    else if (field instanceof PDFDropdown) field.select(value);
    else field.setText(value);
  }
  if (drawn) {
    const { default: fontkit } = await import("@pdf-lib/fontkit");
    pdf.registerFontkit(fontkit);
    // The face that it brings itself has western letters alone.
    fields.updateFieldAppearances(await pdf.embedFont(await readFile(face)));
  }
  return pdf.save({ updateFieldAppearances: false });
}

/** pdf.js, the viewer of Firefox: what is typed goes into a storage, and from there into a copy. */
async function pdfJs() {
  const { getDocument, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const pdf = await getDocument({ data, verbosity: VerbosityLevel.ERRORS }).promise;
  const fields = await pdf.getFieldObjects();
  for (const [name, value] of values) {
    for (const field of fields[name]) {
      const option = field.items?.find((item) => item.displayValue === value);
      const ticked = field.type === "checkbox" ? true : undefined;
      pdf.annotationStorage.setValue(field.id, { value: ticked ?? option?.exportValue ?? value });
    }
  }
  return pdf.saveDocument();
}

const programs = {
  "pdf-lib": () => pdfLib(false),
  "pdf-lib-drawn": () => pdfLib(true),
  "pdf.js": pdfJs,
};
await writeFile(filled, await programs[program]());
