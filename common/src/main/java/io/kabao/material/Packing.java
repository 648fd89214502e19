package io.kabao.material;

/** What the prints of a batch come as. */
public enum Packing {
    /** A PNG for each, in a folder for each store. */
    ZIP("zip", "application/zip"),
    /** One book. */
    PDF("pdf", "application/pdf");

    private final String extension;
    private final String mediaType;

    Packing(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** How the file's name ends, without the dot. */
    public String extension() {
        return extension;
    }

    /** What the answer that holds it is called. */
    public String mediaType() {
        return mediaType;
    }
}
