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

/** What is written beside the fields in pdf.js: text, a highlight with a comment, and a drawing. */
async function pdfJsBeside() {
  const { AnnotationEditorType, getDocument, VerbosityLevel } = await import(
    "pdfjs-dist/legacy/build/pdf.mjs"
  );
  const pdf = await getDocument({ data, verbosity: VerbosityLevel.ERRORS }).promise;
  const common = { pageIndex: 0, rotation: 0, color: [0, 0, 0] };
  const marks = [
    {
      annotationType: AnnotationEditorType.FREETEXT,
      value: "Typed on the page:\nGröße 🙂",
      fontSize: 10,
      rect: [100, 700, 300, 730],
    },
    {
      annotationType: AnnotationEditorType.HIGHLIGHT,
      color: [255, 255, 0],
      opacity: 1,
      rect: [100, 600, 200, 620],
      quadPoints: [100, 620, 200, 620, 100, 600, 200, 600],
      outlines: [[100, 600, 200, 600, 200, 620, 100, 620]],
      popup: { contents: "Could it be Größe?", rect: [100, 500, 200, 600] },
    },
    {
      annotationType: AnnotationEditorType.HIGHLIGHT,
      color: [255, 255, 0],
      opacity: 1,
      rect: [100, 500, 200, 520],
      quadPoints: [100, 520, 200, 520, 100, 500, 200, 500],
      outlines: [[100, 500, 200, 500, 200, 520, 100, 520]],
    },
    {
      annotationType: AnnotationEditorType.INK,
      thickness: 1,
      opacity: 1,
      rect: [100, 400, 200, 420],
      paths: {
        lines: [[NaN, NaN, NaN, NaN, 100, 400, NaN, NaN, NaN, NaN, 200, 420]],
        points: [[100, 400, 200, 420]],
      },
    },
  ];
  marks.forEach((mark, number) =>
    pdf.annotationStorage.setValue(`pdfjs_internal_editor_${number}`, { ...common, ...mark }),
  );
  return pdf.saveDocument();
}

const programs = {
  "pdf-lib": () => pdfLib(false),
  "pdf-lib-drawn": () => pdfLib(true),
  "pdf.js": pdfJs,
  "pdf.js-beside": pdfJsBeside,
};
await writeFile(filled, await programs[program]());
